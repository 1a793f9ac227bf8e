package fr.touchweb.console.core.journal;

import java.time.Instant;

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
 */
public record ChangeEntry(long sequence, Instant time, String person, String machine, String target, String action,
        String detail, String result) {}
