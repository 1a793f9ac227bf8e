package fr.touchweb.console.core.binlog.file;

import fr.touchweb.console.core.binlog.model.BinlogFile.Checksum;
import fr.touchweb.console.core.binlog.model.BinlogFile.Encryption;
import fr.touchweb.console.core.binlog.model.Family;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file tell.
 *
 * @param kind what it is
 * @param first time of its first event, null when it has none
 * @param inUse whether the server's mark is set
 * @param server version of the server, empty when not told
 */
public record FileHead(Kind kind, @Nullable Instant first, boolean inUse, String server, Family family,
        Checksum checksum, Encryption encryption) {
    /** Bytes that {@link #read} wants: the magic, the format event and the header of the next one. */
    public static final int BYTES = 512;

    /** What a file is. */
    public enum Kind {
        BINLOG,
        /** Encrypted whole by MySQL: only its magic can be read. */
        MYSQL_ENCRYPTED,
        /** Too short for its magic and its format event. */
        EMPTY, OTHER
    }

    private static final int MAGIC = 0x6e6962fe;
    private static final int MAGIC_ENCRYPTED = 0x6e6962fd;
    private static final int HEADER = 19;
    private static final int FORMAT_EVENT = 15;
    private static final int START_ENCRYPTION = 164;
    private static final int VERSION_BYTES = 50;
    private static final int CHECKSUM_TRAILER = 5;

    /** Reads the first bytes of a file. */
    public static FileHead read(byte[] bytes, int length) {
        if (length < 4) {
            return nothing(Kind.EMPTY, Encryption.UNKNOWN);
        }
        ByteBuffer b = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) == MAGIC_ENCRYPTED) {
            return nothing(Kind.MYSQL_ENCRYPTED, Encryption.MYSQL);
        }
        if (b.getInt(0) != MAGIC) {
            return nothing(Kind.OTHER, Encryption.UNKNOWN);
        }
        if (length < 4 + HEADER + 2 + VERSION_BYTES || b.get(8) != FORMAT_EVENT) {
            return nothing(Kind.EMPTY, Encryption.UNKNOWN);
        }
        int end = 25;
        while (end < 25 + VERSION_BYTES && bytes[end] != 0) {
            end++;
        }
        String server = new String(bytes, 25, end - 25, StandardCharsets.ISO_8859_1);
        int size = b.getInt(13);
        boolean whole = size > HEADER + 2 + VERSION_BYTES && 4 + size <= length;
        Encryption encryption = whole && 4 + size + HEADER <= length
                && (bytes[4 + size + 4] & 0xff) == START_ENCRYPTION ? Encryption.MARIADB : Encryption.NONE;
        return new FileHead(Kind.BINLOG, Instant.ofEpochSecond(Integer.toUnsignedLong(b.getInt(4))),
                (b.getShort(21) & 1) != 0, server, Family.ofServer(server),
                whole ? checksum(server, bytes[4 + size - CHECKSUM_TRAILER]) : Checksum.UNKNOWN, encryption);
    }

    /** Servers before 5.6.1 (MariaDB 5.3) have no byte for it and no checksums. */
    private static Checksum checksum(String server, byte algorithm) {
        String[] parts = server.split("[.-]", 4);
        try {
            int major = Integer.parseInt(parts[0]);
            int minor = Integer.parseInt(parts[1]);
            boolean old = major < 5 || major == 5 && minor < (server.contains("MariaDB") ? 3 : 6);
            return old || algorithm == 0 ? Checksum.NONE : algorithm == 1 ? Checksum.CRC32 : Checksum.UNKNOWN;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Checksum.UNKNOWN;
        }
    }

    private static FileHead nothing(Kind kind, Encryption encryption) {
        return new FileHead(kind, null, false, "", Family.UNKNOWN, Checksum.UNKNOWN, encryption);
    }
}
