package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.util.Arrays;
import java.util.List;

/**
 * One file that is being read by its handle, whatever its name is by now. Before new bytes count, the bytes before them
 * are read again and compared: a file that was emptied and has grown past the old place is noticed that way.
 */
final class OpenLog implements PastLog {
    private static final byte[] NOTHING = new byte[0];

    private final OpenFile file;
    private final SourceKey source;
    private final int lineLimit;
    private final LineSplitter splitter;
    private Fingerprint fingerprint;
    private long known;

    private OpenLog(OpenFile file, SourceKey source, int generation, int lineLimit, Fingerprint fingerprint,
            long offset, byte[] anchor) {
        this.file = file;
        this.source = source;
        this.lineLimit = lineLimit;
        this.splitter = new LineSplitter(source, generation, lineLimit, offset, anchor);
        this.fingerprint = fingerprint;
        this.known = offset;
    }

    /** From an offset at which a line begins. */
    static OpenLog at(OpenFile file, SourceKey source, int generation, int lineLimit, long offset)
            throws RemoteException, InterruptedException {
        Fingerprint fingerprint = Fingerprint.of(file);
        int length = (int) Math.min(offset, Position.ANCHOR);
        byte[] anchor = read(file, offset - length, length);
        return new OpenLog(file, source, generation, lineLimit, fingerprint, offset, anchor);
    }

    /** Goes on with another handle of the same file. */
    OpenLog over(OpenFile other) {
        Position here = position();
        OpenLog log = new OpenLog(other, source, here.generation(), lineLimit, fingerprint, here.offset(),
                here.anchor());
        log.known = known;
        return log;
    }

    /** Whether an open file is the one in which a position was noted, with that place still in it. */
    static boolean holds(OpenFile file, Position position) throws RemoteException, InterruptedException {
        return position.fingerprint().begins(Fingerprint.of(file)) && Arrays.equals(position.anchor(),
                read(file, position.offset() - position.anchor().length, position.anchor().length));
    }

    private static byte[] read(OpenFile file, long from, int length) throws RemoteException, InterruptedException {
        if (length == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[length];
        return Arrays.copyOf(bytes, Math.max(0, file.read(from, bytes, 0, length)));
    }

    /**
     * Reads what is new, at most so many bytes.
     *
     * @param size bytes that the file is known to have
     * @return false when the file does not hold any more what was read from it
     */
    boolean pull(long size, int most, List<LogEvent> out) throws RemoteException, InterruptedException {
        known = Math.max(known, size);
        long offset = splitter.offset();
        int wanted = (int) Math.min(most, size - offset);
        if (wanted <= 0) {
            return size >= offset;
        }
        byte[] before = splitter.before();
        byte[] chunk = new byte[before.length + wanted];
        int read = file.read(offset - before.length, chunk, 0, chunk.length);
        if (read < before.length || !Arrays.equals(chunk, 0, before.length, before, 0, before.length)) {
            return false;
        }
        if (offset == before.length || !fingerprint.full()) {
            // Near the beginning little stands before the place; the first bytes must still be the same ones.
            Fingerprint seen = offset == before.length ? Fingerprint.of(chunk, read) : Fingerprint.of(file);
            if (fingerprint.length() > 0 && !fingerprint.begins(seen) && !seen.begins(fingerprint)) {
                return false;
            }
            fingerprint = seen.length() > fingerprint.length() ? seen : fingerprint;
        }
        splitter.split(chunk, before.length, read, out);
        return true;
    }

    /** Gives out a last line that was never ended; for a file that is not written any more. */
    void flush(List<LogEvent> out) {
        splitter.flush(out);
    }

    /** Place of the next byte. */
    long offset() {
        return splitter.offset();
    }

    int generation() {
        return splitter.generation();
    }

    @Override
    public Position position() {
        return splitter.position(fingerprint, known);
    }

    OpenFile file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }
}
