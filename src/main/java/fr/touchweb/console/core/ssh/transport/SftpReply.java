package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.FileStat;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An answer of the SFTP server, read from its front. */
final class SftpReply {
    private static final int FORMAT_MASK = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSION_BITS = 07777;

    private final int type;
    private final ByteBuffer body;

    SftpReply(int type, byte[] body) {
        this.type = type;
        this.body = ByteBuffer.wrap(body);
    }

    int type() {
        return type;
    }

    boolean hasMore() {
        return body.hasRemaining();
    }

    int readInt() throws IOException {
        try {
            return body.getInt();
        } catch (BufferUnderflowException e) {
            throw torn(e);
        }
    }

    long readLong() throws IOException {
        try {
            return body.getLong();
        } catch (BufferUnderflowException e) {
            throw torn(e);
        }
    }

    byte[] readBytes() throws IOException {
        int length = readInt();
        if (length < 0 || length > body.remaining()) {
            throw new IOException("SFTP: a string of " + length + " bytes where " + body.remaining() + " are left");
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    String readText() throws IOException {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    Attributes readAttributes() throws IOException {
        int flags = readInt();
        long size = (flags & 1) != 0 ? readLong() : 0;
        int uid = -1;
        int gid = -1;
        if ((flags & 2) != 0) {
            uid = readInt();
            gid = readInt();
        }
        int mode = (flags & 4) != 0 ? readInt() : -1;
        long modified = 0;
        if ((flags & 8) != 0) {
            readInt();
            modified = Integer.toUnsignedLong(readInt());
        }
        if ((flags & 0x80000000) != 0) {
            for (int count = readInt(); count > 0; count--) {
                readBytes();
                readBytes();
            }
        }
        return new Attributes(size, uid, gid, mode, modified);
    }

    private static IOException torn(BufferUnderflowException cause) {
        return new IOException("SFTP: a torn answer", cause);
    }

    /**
     * What a server tells about a file.
     *
     * @param uid numeric owner, -1 when not told
     * @param gid numeric group, -1 when not told
     * @param mode type and permission bits, -1 when not told
     * @param modified seconds since 1970
     */
    record Attributes(long size, int uid, int gid, int mode, long modified) {
        FileStat stat() {
            FileStat.Kind kind = switch (mode == -1 ? FILE : mode & FORMAT_MASK) {
                case FILE -> FileStat.Kind.FILE;
                case FOLDER -> FileStat.Kind.FOLDER;
                case LINK -> FileStat.Kind.LINK;
                default -> FileStat.Kind.OTHER;
            };
            return new FileStat(kind, size, Instant.ofEpochSecond(modified), mode == -1 ? -1 : mode & PERMISSION_BITS,
                    uid, gid);
        }

        int permissions() {
            return mode & PERMISSION_BITS;
        }
    }
}
