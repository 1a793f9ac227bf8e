package fr.touchweb.console.core.whitelist.confirm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Tier;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmationTest {
    private static final Author KARIM = new Author("klenoir", "Karim Lenoir", true);
    private static final Author JEANNE = new Author("jdurand", "Jeanne Durand", false);
    private static final Texts FRENCH = new Texts(Language.FRENCH);
    private static final int SITES = 14;

    @TempDir
    static Path settings;

    private static WhitelistPolicy improved;
    private static WhitelistPolicy negation;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T14:00:00Z"));

    @BeforeAll
    static void policies() throws IOException {
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/mode.json"), """
                { "version": 1, "base": "tw", "whitelist": { "confirmation": "DOUBLE_NEGATION" } }
                """);
        improved = new Policies(settings).load("tw").whitelist();
        negation = new Policies(settings).load("mode").whitelist();
    }

    @Test
    void aRangeIsConfirmedByItsNumberAfterTheArmingTime() {
        Confirmation confirmation = of("146.70.10.0/24", Tier.ORANGE, 7);
        assertNull(confirmation.view().question());
        press(confirmation, Button.CONTINUE);
        assertEquals("Combien d’adresses seront exemptées\u00a0?",
                FRENCH.get(confirmation.view().question()));
        assertEquals("Exempter cette plage pendant 7 jours", label(confirmation, Button.CONFIRM));
        press(confirmation, Button.CONFIRM);
        confirmation.type("255");
        assertFalse(enabled(confirmation));
        confirmation.type("256");
        assertTrue(enabled(confirmation));
        assertEquals("Exempter 256 adresses pendant 7 jours", label(confirmation, Button.CONFIRM));
        press(confirmation, Button.CONFIRM);
        assertEquals(Choice.CONFIRMED, confirmation.choice());
        Confirmed confirmed = confirmation.confirmed().orElseThrow();
        assertEquals(Duration.ofSeconds(2), confirmed.review());
        assertEquals(Cidr.of("146.70.10.0/24"), confirmed.take().cidr());
        assertThrows(IllegalStateException.class, confirmed::take, "what was confirmed once counts once");
    }

    @Test
    void theRightNumberTypedAtOnceStillWaits() {
        Confirmation confirmation = of("146.70.10.0/24", Tier.ORANGE, 7);
        press(confirmation, Button.CONTINUE);
        confirmation.type("256");
        assertFalse(enabled(confirmation));
        clock.pass(Duration.ofMillis(1_499));
        assertEquals(Duration.ofMillis(1), confirmation.armedIn());
        confirmation.press(Button.CONFIRM);
        assertEquals(Step.SECOND, confirmation.step());
        clock.pass(Duration.ofMillis(501));
        assertEquals(Duration.ZERO, confirmation.armedIn());
        confirmation.press(Button.CONFIRM);
        assertEquals(Step.CONFIRMED, confirmation.step());
    }

    /** Text, tier, days and what is asked; the answer must not be read anywhere in the second step. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            82.64.10.0/31,         ORANGE, 2,  2
            82.64.10.4/30,         ORANGE, 4,  4
            82.64.8.8/29,          ORANGE, 8,  8
            82.64.10.16/28,        ORANGE, 16, 16
            82.64.32.32/27,        ORANGE, 30, 32
            82.64.10.64/26,        ORANGE, 30, 64
            82.64.128.128/25,      ORANGE, 30, 128
            146.70.10.0/24,        RED,    7,  256
            82.64.10.10,           ORANGE, 30, 10
            51.38.10.7,            ORANGE, 7,  7
            146.70.10.23,          RED,    7,  23
            2a01:e0a:1:200::/56,   RED,    7,  256
            2a01:e0a:1::/48,       RED,    7,  65536
            2a01:e0a:1:2::,        ORANGE, 7,  0
            2a01:e0a:1:2::/64,     ORANGE, 7,  2
            2a01:e0a:1:2::be:ef,   ORANGE, 7,  ef
            """)
    void inTheSecondStepTheAnswerStandsNowhere(String cidr, Tier tier, int days, String answer) {
        for (Instant day : List.of(Instant.parse("2026-11-21T14:00:00Z"), Instant.parse("2026-02-02T14:00:00Z"))) {
            HandClock at = new HandClock(day);
            Confirmation confirmation = Confirmation.of(request(cidr, tier, days), improved, at, List.of());
            at.pass(Duration.ofSeconds(2));
            confirmation.press(Button.CONTINUE);
            for (Language language : Language.values()) {
                String shown = text(confirmation.view(), new Texts(language));
                assertFalse(Arrays.asList(shown.toLowerCase(java.util.Locale.ROOT).split("[^0-9a-f]+"))
                        .contains(answer), answer + " stands in: " + shown);
            }
            at.pass(Duration.ofSeconds(2));
            assertFalse(enabled(confirmation));
            confirmation.type(answer + "0");
            assertFalse(enabled(confirmation));
            confirmation.type(" " + answer.toUpperCase(java.util.Locale.ROOT) + " ");
            if (tier == Tier.RED) {
                assertFalse(enabled(confirmation), "the reason is to be chosen too");
                confirmation.choose(CardReader.reason(confirmation));
            }
            assertTrue(enabled(confirmation));
        }
    }

    /** Thirty ranges of one size, one after the other: what they share is asked once, and never one answer twice. */
    @Test
    void whatAllRangesShareIsNotAskedAgain() {
        List<Asked> before = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Confirmation confirmation = Confirmation.of(request("146.70." + (40 + i) + ".0/24", Tier.RED, 7), improved,
                    clock, before);
            assertTrue(confirmation.asked().isEmpty(), "the second step was not opened");
            press(confirmation, Button.CONTINUE);
            String answer = CardReader.answer(confirmation);
            for (Language language : Language.values()) {
                String shown = text(confirmation.view(), new Texts(language));
                assertFalse(Arrays.asList(shown.toLowerCase(java.util.Locale.ROOT).split("[^0-9a-z]+"))
                        .contains(answer.toLowerCase(java.util.Locale.ROOT)), answer + " stands in: " + shown);
            }
            Asked asked = confirmation.asked().orElseThrow();
            assertFalse(before.contains(asked), asked.toString());
            before.add(asked);
            if (i > 0) {
                confirmation.type(before.get(i - 1).answer());
                confirmation.choose(CardReader.reason(confirmation));
                press(confirmation, Button.CONFIRM);
                assertEquals(Step.SECOND, confirmation.step(), "what was right a moment ago is not");
            }
            CardReader.answered(confirmation);
            press(confirmation, Button.CONFIRM);
            assertEquals(Step.CONFIRMED, confirmation.step(), asked.toString());
        }
        assertEquals(List.of("addresses", "owner", "sites", "thirdByte"),
                before.stream().map(Asked::kind).distinct().toList());
        Asked again = asked("146.70.60.0/24", before);
        assertEquals("addresses", again.kind(), "where nothing is new it is what was not asked for the longest");
        assertEquals(List.of("lastOfRange", "15"), List.of(asked("82.64.10.0/28", before).kind(),
                asked("82.64.10.0/28", before).answer()));
        assertEquals("thirdGroup", asked("2a01:e0a:1:200::/56",
                List.of(new Asked("networks", "256"), new Asked("owner", "m247"), new Asked("sites", "14"))).kind());
    }

    private Asked asked(String cidr, List<Asked> before) {
        Confirmation confirmation = Confirmation.of(request(cidr, Tier.RED, 7), improved, clock, before);
        press(confirmation, Button.CONTINUE);
        return confirmation.asked().orElseThrow();
    }

    @Test
    void atTierThreeTheAuthorSaysWhyASecondPersonIsNeeded() {
        Confirmation confirmation = of("146.70.10.0/24", Tier.RED, 7);
        press(confirmation, Button.CONTINUE);
        confirmation.type("256");
        clock.pass(Duration.ofSeconds(2));
        int right = 0;
        for (int i = 0; i < 4; i++) {
            confirmation.choose(i);
            String option = confirmation.view().reasons().options().get(i).key();
            boolean holds = option.endsWith(".size") || option.endsWith(".anonymiser");
            assertEquals(holds, enabled(confirmation), option);
            right += holds ? 1 : 0;
        }
        assertEquals(2, right);
        confirmation.choose(CardReader.reason(confirmation));
        press(confirmation, Button.BACK);
        press(confirmation, Button.CONTINUE);
        assertEquals(-1, confirmation.view().reasons().chosen(), "whoever comes back chooses again");
        List<List<Message>> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Confirmation other = of("146.70.10.0/24", Tier.RED, 7);
            press(other, Button.CONTINUE);
            orders.add(other.view().reasons().options());
        }
        assertTrue(orders.stream().distinct().count() > 3, "its place cannot be learned");
    }

    @Test
    void whatTheHouseWentThroughIsSaidWhereItCouldHappenAgain() {
        assertEquals(List.of("whitelist.effect.ids", "whitelist.why"), lines(of("146.70.10.0/24", Tier.RED, 7)));
        assertEquals(List.of("whitelist.effect.ids"), lines(of("146.70.10.7", Tier.RED, 7)));
        assertEquals(List.of("whitelist.effect.ids"), lines(of("82.64.10.0/28", Tier.ORANGE, 7)));
    }

    private static List<String> lines(Confirmation confirmation) {
        return confirmation.view().lines().stream().map(Message::key).toList();
    }

    @Test
    void theCardNamesTheSitesOfTheServersOrTheOneInQuestion() {
        assertEquals("Exempter\u00a0: IDS ─ srv-web-12\u00a0(14 sites)",
                FRENCH.get(of("82.64.10.4/30", Tier.ORANGE, 2).view().title()));
        Confirmation one = Confirmation.of(request("82.64.10.4/30", Tier.ORANGE, 2).of("shop"), improved, clock,
                List.of(new Asked("addresses", "4"), new Asked("lastOfRange", "7")));
        assertEquals("Exempter\u00a0: IDS ─ srv-web-12 · shop", FRENCH.get(one.view().title()));
        press(one, Button.CONTINUE);
        assertEquals("thirdByte", one.asked().orElseThrow().kind(), "one site is no number to ask for");
    }

    @Test
    void aSingleAddressThatNothingSpeaksAgainstIsASecondButtonElsewhere() {
        Confirmation confirmation = of("82.64.10.5", Tier.GREEN, 30);
        press(confirmation, Button.CONTINUE);
        assertNull(confirmation.view().question());
        assertEquals("Exempter 82.64.10.5 pendant 30 jours", label(confirmation, Button.CONFIRM));
        assertEquals(Button.BACK, confirmation.view().focus());
        press(confirmation, Button.CONFIRM);
        assertEquals(Choice.CONFIRMED, confirmation.choice());
    }

    @Test
    void theNarrowChoicesComeFirst() {
        AddRequest request = new AddRequest(List.of("acme-web1"), Scope.IDS, null, 0,
                new Assessment("146.70.10.0/24", Cidr.of("146.70.10.0/24"), Tier.RED,
                        List.of(Fact.of("banned", Tier.RED, Message.of("whitelist.text", ""))), List.of(), 256, "M247",
                        Cidr.of("146.70.10.23")),
                Entry.Kind.PERSON, "reason", "ticket", Duration.ofDays(7), 7, KARIM);
        Confirmation confirmation = Confirmation.of(request, improved, clock, List.of());
        List<View.Action> actions = confirmation.view().actions();
        assertEquals(List.of(Button.UNBAN, Button.NARROWER, Button.CLOSE, Button.CONTINUE),
                actions.stream().map(View.Action::button).toList());
        assertEquals(View.Weight.MAIN, actions.getFirst().weight());
        assertEquals(View.Weight.LINK, actions.getLast().weight());
        assertEquals("Débannir seulement 146.70.10.23", label(confirmation, Button.UNBAN));
        assertEquals("Demander l’exemption de 256 adresses…", label(confirmation, Button.CONTINUE));
        press(confirmation, Button.NARROWER);
        assertEquals(Choice.NARROWER, confirmation.choice());
        assertTrue(confirmation.confirmed().isEmpty());
    }

    @Test
    void noWordOfTheDialogIsOneThatPeopleClickBlindly() {
        Confirmation confirmation = of("146.70.10.0/24", Tier.ORANGE, 7);
        for (int i = 0; i < 2; i++) {
            for (View.Action action : confirmation.view().actions()) {
                String label = FRENCH.get(action.label());
                assertFalse(label.matches("(?i).*\\b(annuler|ok|oui|non|confirmer)\\b.*"), label);
            }
            press(confirmation, Button.CONTINUE);
        }
    }

    @Test
    void noAccidentConfirms() {
        for (WhitelistPolicy policy : List.of(improved, negation)) {
            for (Accident accident : Accident.values()) {
                for (boolean second : List.of(false, true)) {
                    Confirmation confirmation = ready(policy, second);
                    confirmation.happened(accident);
                    confirmation.happened(accident);
                    assertTrue(confirmation.confirmed().isEmpty(), policy.confirmation() + " " + accident);
                }
            }
        }
        Confirmation back = ready(improved, true);
        back.happened(Accident.ESCAPE);
        assertEquals(Step.REVIEW, back.step());
        assertEquals("", back.view().typed());
        Confirmation lost = ready(improved, true);
        lost.happened(Accident.DISCONNECTED);
        assertEquals(Choice.ABANDONED, lost.choice());
        Confirmation blurred = ready(improved, true);
        blurred.happened(Accident.FOCUS_LOST);
        assertFalse(enabled(blurred), "a click that came from another window meets a disarmed button");
    }

    @Test
    void aDoubleClickIsOneClick() {
        Confirmation confirmation = of("82.64.10.5", Tier.GREEN, 30);
        clock.pass(Duration.ofSeconds(2));
        confirmation.press(Button.CONTINUE);
        clock.pass(Duration.ofMillis(200));
        confirmation.press(Button.CONFIRM);
        confirmation.press(Button.CONFIRM);
        assertEquals(Step.SECOND, confirmation.step());
        clock.pass(Duration.ofMillis(1_400));
        confirmation.press(Button.BACK);
        clock.pass(Duration.ofMillis(100));
        confirmation.press(Button.CONTINUE);
        assertEquals(Step.REVIEW, confirmation.step(), "the second click of a double click opens nothing either");
    }

    @Test
    void modeTwAddsOnlyByCancellingTheCancellation() {
        Confirmation confirmation = Confirmation.of(request("146.70.10.0/25", Tier.ORANGE, 7), negation, clock,
                List.of());
        assertEquals(List.of(Button.CANCEL_ADDITION, Button.READ_WARNING),
                confirmation.view().actions().stream().map(View.Action::button).toList());
        assertEquals(Button.CANCEL_ADDITION, confirmation.view().focus());
        press(confirmation, Button.READ_WARNING);
        press(confirmation, Button.CANCEL_ADDITION);
        assertEquals("Voulez-vous annuler l’annulation\u00a0?", FRENCH.get(confirmation.view().title()));
        clock.pass(Duration.ofSeconds(10));
        assertFalse(action(confirmation, Button.CANCEL_CANCELLATION).enabled(), "not scrolled to its end");
        confirmation.readToTheEnd();
        assertTrue(action(confirmation, Button.CANCEL_CANCELLATION).enabled());
        assertEquals(Button.STAY_CANCELLED, confirmation.view().focus());
        press(confirmation, Button.CANCEL_CANCELLATION);
        assertEquals(Choice.CONFIRMED, confirmation.choice());

        Confirmation unread = Confirmation.of(request("146.70.10.0/25", Tier.ORANGE, 7), negation, clock, List.of());
        unread.readToTheEnd();
        press(unread, Button.CANCEL_ADDITION);
        press(unread, Button.CANCEL_CANCELLATION);
        assertEquals(Step.SECOND, unread.step());
        press(unread, Button.READ_WARNING);
        unread.readToTheEnd();
        clock.pass(Duration.ofMillis(2_900));
        assertFalse(action(unread, Button.CANCEL_CANCELLATION).enabled(), "five seconds have not passed");
        press(unread, Button.STAY_CANCELLED);
        assertEquals(Choice.ABANDONED, unread.choice());
    }

    @Test
    void nobodyApprovesTheirOwn() {
        AddRequest request = request("146.70.10.0/24", Tier.RED, 7);
        Entry own = new Entry("e1", Scope.IDS, null, request.cidr(), Entry.Kind.PERSON, "reason", "ticket",
                KARIM.login(), null, clock.instant(), clock.instant().plus(Duration.ofDays(7)), Entry.State.PENDING,
                0, null, 0);
        assertThrows(IllegalArgumentException.class,
                () -> Confirmation.approving(own, request, improved, clock, List.of()));
        Entry other = new Entry("e1", Scope.IDS, null, request.cidr(), Entry.Kind.PERSON, "reason", "ticket",
                JEANNE.login(), null, clock.instant(), clock.instant().plus(Duration.ofDays(7)), Entry.State.PENDING,
                0, null, 0);
        Confirmation approving = Confirmation.approving(other, request, improved, clock, List.of());
        press(approving, Button.CONTINUE);
        assertEquals("whitelist.ask.owner", approving.view().question().key(), "another question than the author's");
        assertFalse(approving.view().header().toString().contains("M247"), "the answer stands nowhere");
        approving.type("256");
        press(approving, Button.CONFIRM);
        assertEquals(Step.SECOND, approving.step());
        approving.type(" m247 ");
        press(approving, Button.CONFIRM);
        assertEquals("e1", approving.confirmed().orElseThrow().approves());
    }

    @Test
    void whatIsRefusedHasNoConfirmation() {
        assertThrows(IllegalArgumentException.class,
                () -> Confirmation.of(request("146.70.0.0/16", Tier.BLACK, 7), improved, clock, List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> Confirmation.of(request("146.70.10.0/24", Tier.RED, 8), improved, clock, List.of()));
        AddRequest silent = new AddRequest(List.of("a"), Scope.IDS, null, 0, request("82.64.10.5", Tier.GREEN, 7)
                .assessment(), Entry.Kind.PERSON, "  ", "ticket", Duration.ofDays(1), 7, KARIM);
        assertEquals("whitelist.refused.noReason", silent.problem().orElseThrow().key());
        AddRequest forged = new AddRequest(List.of("a"), Scope.IDS, null, 0, silent.assessment(), Entry.Kind.PERSON,
                "reason\nallow all;", "ticket", Duration.ofDays(1), 7, KARIM);
        assertEquals("whitelist.refused.text", forged.problem().orElseThrow().key());
    }

    /**
     * Anything that a person, a cat or a script may do, in any order, with the answer never typed: nothing is confirmed.
     * With the answer typed by chance, it was both asked and armed.
     */
    @Test
    void noSequenceWithoutTheAnswerConfirms() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            HandClock time = new HandClock(Instant.parse("2026-11-21T14:00:00Z"));
            Confirmation confirmation = Confirmation.of(request("146.70.10.0/24", Tier.RED, 7), improved, time,
                    List.of());
            for (int i = 0; i < 60; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> confirmation.press(Button.values()[random.nextInt(Button.values().length)]);
                    case 1 -> {
                        Accident accident = Accident.values()[random.nextInt(Accident.values().length)];
                        if (accident != Accident.DISCONNECTED) {
                            confirmation.happened(accident);
                        }
                    }
                    case 2 -> confirmation.type(String.valueOf(random.nextInt(255)));
                    case 3 -> confirmation.choose(random.nextInt(6) - 1);
                    default -> time.pass(Duration.ofMillis(random.nextInt(2_000)));
                }
            }
            assertTrue(confirmation.confirmed().isEmpty(), "seed " + seed);
        }
    }

    private Confirmation ready(WhitelistPolicy policy, boolean second) {
        Confirmation confirmation = Confirmation.of(request("146.70.10.0/24", Tier.ORANGE, 7), policy, clock,
                List.of());
        press(confirmation, Button.READ_WARNING);
        confirmation.readToTheEnd();
        clock.pass(Duration.ofSeconds(6));
        if (second) {
            press(confirmation, Button.CONTINUE);
            press(confirmation, Button.CANCEL_ADDITION);
            confirmation.type("256");
            clock.pass(Duration.ofSeconds(6));
        }
        return confirmation;
    }

    private Confirmation of(String cidr, Tier tier, int days) {
        return Confirmation.of(request(cidr, tier, days), improved, clock, List.of());
    }

    private static AddRequest request(String cidr, Tier tier, int days) {
        Assessment assessment = new Assessment(cidr, Cidr.of(cidr), tier,
                facts(tier),
                List.of(), 0, "AS9009 M247", null);
        return new AddRequest(List.of("srv-web-12"), Scope.IDS, null, SITES, assessment, Entry.Kind.PERSON, "reason",
                "ticket", Duration.ofDays(days), tier == Tier.RED ? 7 : 30, KARIM);
    }

    private static List<Fact> facts(Tier tier) {
        Message text = Message.of("whitelist.text", "");
        return switch (tier) {
            case BLACK -> List.of(Fact.of("too-wide", tier, text));
            case RED -> List.of(Fact.of("size", tier, text), Fact.of("vpn", tier, text));
            default -> List.of();
        };
    }

    private void press(Confirmation confirmation, Button button) {
        clock.pass(Duration.ofSeconds(2));
        confirmation.press(button);
    }

    private static View.Action action(Confirmation confirmation, Button button) {
        return confirmation.view().action(button).orElseThrow();
    }

    private static boolean enabled(Confirmation confirmation) {
        return action(confirmation, Button.CONFIRM).enabled();
    }

    private static String label(Confirmation confirmation, Button button) {
        return FRENCH.get(action(confirmation, button).label());
    }

    private static String text(View view, Texts texts) {
        Stream<Message> messages = Stream.concat(Stream.concat(Stream.of(view.title()), view.lines().stream()),
                Stream.concat(Stream.concat(Stream.ofNullable(view.question()),
                        Stream.ofNullable(view.reasons()).flatMap(all -> all.options().stream())),
                        view.actions().stream().map(View.Action::label)));
        return Stream.concat(messages.map(texts::get), view.header().stream()
                .map(part -> part instanceof Message message ? texts.get(message) : part.toString()))
                .collect(Collectors.joining(" | "));
    }
}
