package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A file from an offset to its end, read ahead: 64 pieces of 255 KiB in flight once it has shown to be long (reference
 * ssh 3.4). For one reader at a time.
 */
final class SftpReadAhead extends InputStream {
    private static final int FIRST_PIECES = 4;
    private static final int MOST_PIECES = 64;

    private final String path;
    private final SftpChannel channel;
    private final byte[] handle;
    private final SftpAccess access;
    private final CommandEntry entry;
    private final SftpAccess.Use use;
    private final Deque<Piece> flying = new ArrayDeque<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private int pieces = FIRST_PIECES;
    private long nextOffset;
    private byte @Nullable [] current;
    private int at;
    private int end;
    private long total;
    private boolean ended;
    private boolean closed;

    SftpReadAhead(String path, SftpChannel channel, byte[] handle, long offset, SftpAccess access,
            CommandEntry entry, SftpAccess.Use use) {
        this.path = path;
        this.channel = channel;
        this.handle = handle;
        this.nextOffset = offset;
        this.access = access;
        this.entry = entry;
        this.use = use;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (closed) {
            throw new IOException("closed: " + path);
        }
        if (length == 0) {
            return 0;
        }
        byte[] from = current;
        while (from == null || at == end) {
            if (!next()) {
                return -1;
            }
            from = current;
        }
        int n = Math.min(length, end - at);
        System.arraycopy(from, at, buffer, start, n);
        at += n;
        total += n;
        return n;
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        byte[] done = current;
        if (done != null) {
            spare.add(done);
            current = null;
        }
        while (flying.size() < pieces) {
            flying.add(ask(nextOffset, SftpChannel.READ_BYTES));
            nextOffset += SftpChannel.READ_BYTES;
        }
        Piece piece = flying.remove();
        try {
            int n = SftpFiles.mapped(path, piece.call::awaitData);
            if (n == 0) {
                ended = true;
                return false;
            }
            if (n < piece.size) {
                flying.addFirst(ask(piece.offset + n, piece.size - n));
            }
            current = piece.bytes;
            at = 0;
            end = n;
            pieces = Math.min(MOST_PIECES, pieces * 2);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException();
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private Piece ask(long offset, int size) {
        byte[] bytes = spare.isEmpty() ? new byte[SftpChannel.READ_BYTES] : spare.remove();
        SftpCall call = channel.send(
                new SftpPacket(SftpPacket.READ).addBytes(handle).addLong(offset).addInt(size),
                new SftpCall(channel, bytes, 0, size));
        return new Piece(call, bytes, offset, size);
    }

    private record Piece(SftpCall call, byte[] bytes, long offset, int size) {}

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        channel.send(new SftpPacket(SftpPacket.CLOSE).addBytes(handle));
        access.finished(entry, ended ? "0" : "stopped", total);
        use.close();
    }
}
