package fr.touchweb.console.core.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that a person made, or tried to make. It says that something was changed, never a secret and never the
 * content of a client's data (CNIL 2021-122: minimise).
 *
 * @param sequence counts all entries of the journal from 1, purged ones too
 * @param time moment of the end of the action
 * @param person login of the person
 * @param machine machine that the console ran on
 * @param target server, site or {@code console}
 * @param action stable id of what was done, as {@code edit-server}
 * @param detail what exactly, in words or as JSON
 * @param result {@code done}, {@code cancelled}, {@code failed: reason}
 * @param clockOffsetMillis the target's clock minus that of {@code time}, null when it is not known
 */
public record ChangeEntry(long sequence, Instant time, String person, String machine, String target, String action,
        String detail, String result, @Nullable Long clockOffsetMillis) {

    /** An entry about something whose clock is not known. */
    public ChangeEntry(long sequence, Instant time, String person, String machine, String target, String action,
            String detail, String result) {
        this(sequence, time, person, machine, target, action, detail, result, null);
    }
}
