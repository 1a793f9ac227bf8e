package fr.touchweb.console.core.binlog.model;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A binary log, as its first and last bytes show it.
 *
 * @param name without folder
 * @param path as the account sees it
 * @param number after the dot, -1 when the name has none
 * @param size bytes
 * @param first time of its first event; null when not readable
 * @param last time of its end event, of the last write for an open one; null when not readable
 * @param server version of the server that wrote it, empty when not known
 * @param problem why it cannot be read, null when it can
 */
public record BinlogFile(String name, String path, long number, long size, @Nullable Instant first,
        @Nullable Instant last, State state, String server, Family family, Checksum checksum, Encryption encryption,
        @Nullable Message problem) {
    /** Whether only the database server can read it. */
    public boolean encrypted() {
        return encryption == Encryption.MARIADB || encryption == Encryption.MYSQL;
    }

    /** Whether it will grow. */
    public enum State {
        /** The server writes to it. */
        OPEN,
        /** Ends in Rotate or Stop. */
        CLOSED,
        /** Marked in use or without end event although a newer one exists: crash, cut copy. */
        UNCLOSED,
        /** Not a binary log that mysqlbinlog reads: other content, InnoDB pages ({@code .ibb}). */
        FOREIGN,
        /** Not readable, so not known. */
        UNKNOWN
    }

    /** Checksums of its events. */
    public enum Checksum {
        NONE, CRC32, UNKNOWN
    }

    /** How it is encrypted. */
    public enum Encryption {
        NONE, MARIADB, MYSQL, UNKNOWN
    }
}
