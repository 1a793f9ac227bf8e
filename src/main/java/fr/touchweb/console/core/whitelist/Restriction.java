package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server really restricts at one door, whatever its register says (L05, L39, L40).
 *
 * @param server id
 * @param scope door
 * @param verdict of the trials
 * @param listed entries that are let in by the list
 * @param trials from each place that it was tried from
 * @param mfa whether a second factor stands behind it; null is unknown
 * @param waiver that says why it may be open, null where there is none
 * @param notes what else is to be known, and why something is not known
 * @param at moment
 */
public record Restriction(String server, Scope scope, Verdict verdict, int listed, List<Trial> trials,
        @Nullable Boolean mfa, @Nullable Waiver waiver, List<Message> notes, Instant at) {

    /** What the trials say. */
    public enum Verdict {
        /** An address that is not on the list came in. */
        OPEN,
        /** One that is not on it was turned away, and the service lives. */
        RESTRICTED,
        /** Everybody reaches the log-in, and the configuration limits it to addresses; nobody tried to log in. */
        CONFIGURED,
        /** Not known, with the reason. */
        UNKNOWN
    }

    /** How a trial ended. */
    public enum Result {
        IN, OUT, UNKNOWN
    }

    /**
     * A trial.
     *
     * @param from id of the server that tried, null for this machine
     * @param listed whether its address is on the list, so that being let in says nothing
     * @param text what it met
     */
    public record Trial(@Nullable String from, boolean listed, Result result, Message text) {}

    public Restriction {
        trials = List.copyOf(trials);
        notes = List.copyOf(notes);
    }

    /** The same with another waiver. */
    public Restriction with(@Nullable Waiver other) {
        return new Restriction(server, scope, verdict, listed, trials, mfa, other, notes, at);
    }

    /** The verdict in words; of a back office with its second factor, for CNIL and ANSSI want one of the two (L39). */
    public Message text() {
        String key = "whitelist.restriction." + verdict.name().toLowerCase(Locale.ROOT);
        if (scope != Scope.BACKOFFICE || verdict != Verdict.OPEN) {
            return Message.of(key);
        }
        return Message.of(key + (mfa == null ? ".mfaUnknown" : mfa ? ".mfa" : ".neither"));
    }
}
