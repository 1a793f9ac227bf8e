package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A handle of the SFTP server. Ends with the connection that it was opened on. */
final class SftpOpenFile implements OpenFile {
    private static final int IN_FLIGHT = 64;

    private final String path;
    private final SftpChannel channel;
    private final byte[] handle;
    private final SftpAccess access;
    private final CommandEntry entry;
    private final SftpAccess.Use use;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    SftpOpenFile(String path, SftpChannel channel, byte[] handle, SftpAccess access, CommandEntry entry,
            SftpAccess.Use use) {
        this.path = path;
        this.channel = channel;
        this.handle = handle;
        this.access = access;
        this.entry = entry;
        this.use = use;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public FileStat stat() throws RemoteException, InterruptedException {
        return SftpFiles.mapped(path, () -> channel.ask(fstat()).readAttributes().stat());
    }

    /** Sends the three questions of a bracket; the server answers them in this order. */
    SftpCall[] askBracket() {
        return channel.sendTogether(fstat(), new SftpPacket(SftpPacket.STAT).addText(path), fstat());
    }

    @Override
    public int read(long offset, byte[] buffer, int start, int length) throws RemoteException, InterruptedException {
        return SftpFiles.mapped(path, () -> {
            int got = fill(channel, handle, offset, buffer, start, length);
            bytes.addAndGet(got);
            return got;
        });
    }

    /** Reads until the buffer's part is full or the file ends, many requests in flight. */
    static int fill(SftpChannel channel, byte[] handle, long offset, byte[] buffer, int start, int length)
            throws IOException, InterruptedException {
        Deque<Piece> flying = new ArrayDeque<>();
        int asked = 0;
        int got = 0;
        while (got < length) {
            while (asked < length && flying.size() < IN_FLIGHT) {
                int size = Math.min(SftpChannel.READ_BYTES, length - asked);
                flying.add(ask(channel, handle, offset, buffer, start, asked, size));
                asked += size;
            }
            Piece piece = flying.remove();
            int n = piece.call.awaitData();
            if (n == 0) {
                // Pieces after the end may hold what was written since; they are asked for again by the next read.
                return got;
            }
            got += n;
            if (n < piece.size) {
                flying.addFirst(ask(channel, handle, offset, buffer, start, piece.at + n, piece.size - n));
            }
        }
        return got;
    }

    private static Piece ask(SftpChannel channel, byte[] handle, long offset, byte[] buffer, int start, int at,
            int size) {
        SftpPacket request = new SftpPacket(SftpPacket.READ).addBytes(handle).addLong(offset + at).addInt(size);
        return new Piece(channel.send(request, new SftpCall(channel, buffer, start + at, size)), at, size);
    }

    private record Piece(SftpCall call, int at, int size) {}

    private SftpPacket fstat() {
        return new SftpPacket(SftpPacket.FSTAT).addBytes(handle);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        channel.send(new SftpPacket(SftpPacket.CLOSE).addBytes(handle));
        access.finished(entry, "0", bytes.get());
        use.close();
    }
}
