package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a change ended on one server.
 *
 * @param server id
 * @param status what it means
 * @param entry id of the entry, null where none was made
 * @param change id of the change on the server, null where none was made; what {@code keep} and {@code undo} name
 * @param reason why it did not go through, or what else is to be known; null where there is nothing to say
 * @param difference what somebody else changed in the meantime, for a conflict
 * @param steps that the server passed
 */
public record Applied(String server, Status status, @Nullable String entry, @Nullable String change,
        @Nullable Message reason, List<Message> difference, List<String> steps) {

    /** The ends. */
    public enum Status {
        /** It counts. */
        DONE,
        /** It counts, and is undone by the server unless it is kept over a new connection. */
        TO_KEEP,
        /** It waits for a second person. */
        REQUESTED,
        /** It was written as a request for the server's supervisor, which has not taken it yet. */
        DROPPED,
        /** Somebody else was there first; nothing was changed. */
        CONFLICT,
        /** Another change is on its way; nothing was changed. */
        BUSY,
        /** It was refused before anything was written. */
        REFUSED,
        /** It failed; the server is as it was. */
        ROLLED_BACK,
        /** The connection was lost: whether it was done is not known until the list is read again. */
        UNKNOWN
    }

    public Applied {
        difference = List.copyOf(difference);
        steps = List.copyOf(steps);
    }

    /** Whether the server is another one than before. */
    public boolean changed() {
        return status == Status.DONE || status == Status.TO_KEEP || status == Status.REQUESTED
                || status == Status.DROPPED;
    }

    Applied as(Status other) {
        return new Applied(server, other, entry, change, reason, difference, steps);
    }

    Applied but(Message note) {
        return new Applied(server, status, entry, change, note, difference, steps);
    }

    static Applied of(String server, Status status, @Nullable Message reason) {
        return new Applied(server, status, null, null, reason, List.of(), List.of());
    }
}
