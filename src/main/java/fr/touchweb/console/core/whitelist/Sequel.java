package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Cut;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What became of a request, later (reference A.2, “measure it”). */
public enum Sequel {
    /** A second person has not answered. */
    WAITING,
    /** It lets somebody in. */
    IN_FORCE,
    /** Its confirmed end came. */
    EXPIRED,
    /** It ended at an earlier end that somebody set. */
    SHORTENED,
    /** Entries for the addresses that came took its place. */
    REDUCED,
    /** Taken back while the way back was offered: a mistake, seen at once. */
    UNDONE,
    /** Taken out later, before its end. */
    REMOVED,
    /** Withdrawn before the second person answered; it never let anybody in. */
    WITHDRAWN,
    /** The second person said no. */
    REFUSED;

    /** @param undo how long the way back from a change is offered */
    public static Sequel of(Entry entry, Instant now, Duration undo) {
        Cut cut = entry.cut();
        Mark ended = entry.ended();
        return switch (entry.state(now)) {
            case PENDING -> WAITING;
            case ACTIVE -> IN_FORCE;
            case EXPIRED -> cut == null ? EXPIRED : SHORTENED;
            case REFUSED -> REFUSED;
            case REVOKED -> {
                if (cut != null && cut.kind() == Cut.Kind.REDUCED) {
                    yield REDUCED;
                }
                if (ended == null) {
                    yield WITHDRAWN;
                }
                yield ended.at().isAfter(entry.created().plus(undo)) ? REMOVED : UNDONE;
            }
        };
    }

    /** Whether it is known how it ended. */
    public boolean over() {
        return this != WAITING && this != IN_FORCE;
    }

    /** Whether anybody was ever let in by it. */
    public boolean letIn() {
        return over() && this != WITHDRAWN && this != REFUSED;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Message title() {
        return Message.of("whitelist.sequel." + id());
    }
}
