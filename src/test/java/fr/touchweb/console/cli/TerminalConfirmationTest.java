package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Tier;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.HandClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types at the two steps, line by line. */
class TerminalConfirmationTest {
    private static final String CONTINUE = "2";

    @TempDir
    Path settings;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T14:00:00Z"));
    private final List<String> shown = new ArrayList<>();
    private WhitelistPolicy policy;

    @BeforeEach
    void load() throws Exception {
        policy = new Policies(settings).load("tw").whitelist();
    }

    @Test
    void aRangeOfAVpnTakesTheNumberAndTheReason() throws Exception {
        Confirmation confirmation = request();
        assertTrue(typed(confirmation, () -> CONTINUE, () -> "256", () -> reason(confirmation, 0)), shown.toString());
        assertTrue(shown.contains("Why does a second person have to approve?"), shown.toString());
        assertTrue(shown.stream().anyMatch(line -> line.endsWith(". A VPN, a proxy or Tor")), shown.toString());
    }

    @Test
    void nothingElseConfirms() throws Exception {
        Confirmation wrong = request();
        assertFalse(typed(wrong, () -> CONTINUE, () -> "256", () -> reason(wrong, 1)), "another reason");
        Confirmation none = request();
        assertFalse(typed(none, () -> CONTINUE, () -> "256", () -> ""), "no reason");
        Confirmation number = request();
        assertFalse(typed(number, () -> CONTINUE, () -> "255", () -> reason(number, 0)), "another number");
        assertFalse(typed(request(), () -> CONTINUE, () -> "256", () -> null), "the end of input");
        assertFalse(typed(request(), () -> CONTINUE, () -> "", () -> "", () -> "", () -> ""), "empty lines");
        assertFalse(typed(request(), () -> "y", () -> "yes", () -> "oui", () -> "o", () -> "9"), "what is no choice");
    }

    /** The place of a reason that holds, or of the one after it that does not. */
    private static String reason(Confirmation confirmation, int wrong) {
        int right = CardReader.reason(confirmation);
        if (wrong == 0) {
            return String.valueOf(right + 1);
        }
        List<Message> options = confirmation.view().reasons().options();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).key().endsWith(".budget")) {
                return String.valueOf(i + 1);
            }
        }
        throw new AssertionError(options.toString());
    }

    @SafeVarargs
    private boolean typed(Confirmation confirmation, Supplier<@Nullable String>... lines) throws Exception {
        Queue<Supplier<@Nullable String>> left = new ArrayDeque<>(List.of(lines));
        TerminalConfirmation terminal = new TerminalConfirmation(new TerminalHostKeys.Lines() {
            @Override
            public void say(String text) {
                shown.add(text);
            }

            @Override
            public @Nullable String ask(String question) {
                clock.pass(Duration.ofSeconds(2));
                return left.isEmpty() ? null : left.remove().get();
            }
        }, new Texts(Language.ENGLISH), clock::pass);
        boolean confirmed = terminal.ask(confirmation).isPresent();
        assertEquals(confirmed ? Choice.CONFIRMED : Choice.ABANDONED, confirmation.choice());
        return confirmed;
    }

    private Confirmation request() {
        Message text = Message.of("whitelist.text", "");
        AddRequest request = new AddRequest(List.of("web"), Scope.IDS, null, 0,
                new Assessment("146.70.10.0/24", Cidr.of("146.70.10.0/24"), Tier.RED,
                        List.of(Fact.of("size", Tier.RED, text), Fact.of("vpn", Tier.RED, text)), List.of(), 256, null,
                        null),
                Entry.Kind.PERSON, "reason", "ticket", Duration.ofDays(7), 7,
                new Author("klenoir", "Karim Lenoir", true));
        return Confirmation.of(request, policy, clock, List.of());
    }
}
