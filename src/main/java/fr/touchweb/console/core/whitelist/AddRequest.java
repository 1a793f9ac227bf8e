package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a range let in. It is only words until a {@code Confirmation} has made a {@code Confirmed} of it.
 *
 * @param servers ids of the servers, computed when the card is shown; never empty
 * @param scope door
 * @param site id of the site, null for the whole server
 * @param sites how many sites stand on these servers, 0 where the fleet names none
 * @param assessment what is known of the range, the worst of all servers
 * @param kind what stands behind it
 * @param reason why
 * @param requester client or ticket
 * @param life how long, whole seconds
 * @param maxDays longest life that its tier allows
 * @param author who asks
 */
public record AddRequest(List<String> servers, Scope scope, @Nullable String site, int sites, Assessment assessment,
        Entry.Kind kind, String reason, String requester, Duration life, int maxDays, Author author) {
    private static final int LONGEST_TEXT = 500;

    public AddRequest {
        servers = List.copyOf(servers);
        reason = reason.strip();
        requester = requester.strip();
    }

    /** The same for one site of its server. */
    public AddRequest of(@Nullable String one) {
        return new AddRequest(servers, scope, one, sites, assessment, kind, reason, requester, life, maxDays, author);
    }

    /**
     * The range.
     *
     * @throws NullPointerException when the assessment is of no range; {@link #problem} says so before
     */
    public Cidr cidr() {
        return Objects.requireNonNull(assessment.cidr(), "no range");
    }

    /** Its end, were it confirmed at a moment. */
    public Instant expires(Instant now) {
        return now.plus(life);
    }

    /** Why it cannot even be confirmed. */
    public Optional<Message> problem() {
        if (assessment.refused() || assessment.cidr() == null) {
            return Optional.of(assessment.refusals().isEmpty()
                    ? Message.of("whitelist.refused.notOne")
                    : assessment.refusals().getFirst());
        }
        if (servers.isEmpty()) {
            return Optional.of(Message.of("whitelist.refused.noServer"));
        }
        Optional<Message> words = problem(reason, requester);
        if (words.isPresent()) {
            return words;
        }
        if (life.isNegative() || life.isZero()) {
            return Optional.of(Message.of("whitelist.refused.past"));
        }
        return life.compareTo(Duration.ofDays(maxDays)) > 0
                ? Optional.of(Message.of("whitelist.refused.tooLong", maxDays, assessment.tier().title()))
                : Optional.empty();
    }

    /** Why a reason or who asked cannot stand in the register. */
    static Optional<Message> problem(String reason, String requester) {
        if (reason.isBlank() || requester.isBlank()) {
            return Optional.of(Message.of("whitelist.refused.noReason"));
        }
        return plain(reason) && plain(requester)
                ? Optional.empty()
                : Optional.of(Message.of("whitelist.refused.text", LONGEST_TEXT));
    }

    /** A reason becomes a comment line in files of daemons: it stays on one line. */
    private static boolean plain(String text) {
        return text.length() <= LONGEST_TEXT
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }
}
