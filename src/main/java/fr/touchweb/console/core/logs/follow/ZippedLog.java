package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A rotated file that was compressed; it travels as it is and is inflated here. */
final class ZippedLog implements PastLog {
    private static final int BUFFER = 1 << 16;
    /** Looks for a name that rotations move on while we look. */
    private static final int TRIES = 20;

    private String path;
    private final LineSplitter splitter;
    private Fingerprint fingerprint;

    /** From a place in the inflated bytes at which a line begins. */
    ZippedLog(String path, SourceKey source, int lineLimit, Position from) {
        this.path = path;
        this.splitter = new LineSplitter(source, from.generation(), lineLimit, from.offset(), from.anchor());
        this.fingerprint = from.fingerprint();
    }

    /** Its name when it was found. */
    String path() {
        return path;
    }

    /** From its beginning. */
    static ZippedLog whole(String path, SourceKey source, int lineLimit, int generation, Fingerprint head) {
        return new ZippedLog(path, source, lineLimit, new Position(generation, head, 0, new byte[0], 0));
    }

    /** First inflated bytes; none when it cannot be read or is still being written. */
    static Fingerprint head(RemoteFiles files, String path) throws RemoteException, InterruptedException {
        try (InputStream raw = files.read(path, 0); InputStream in = new GZIPInputStream(raw, BUFFER)) {
            byte[] head = in.readNBytes(Fingerprint.LENGTH);
            return Fingerprint.of(head, head.length);
        } catch (IOException e) {
            notThisOne(e);
            return Fingerprint.NONE;
        }
    }

    /** Whether the file is the one in which a position was noted. */
    static boolean holds(RemoteFiles files, String path, Position position)
            throws RemoteException, InterruptedException {
        try (InputStream raw = files.read(path, 0); InputStream in = new GZIPInputStream(raw, BUFFER)) {
            byte[] head = in.readNBytes(Fingerprint.LENGTH);
            if (!position.fingerprint().begins(Fingerprint.of(head, head.length))) {
                return false;
            }
            int length = position.anchor().length;
            long from = position.offset() - length;
            int known = (int) Math.clamp(head.length - from, 0, length);
            byte[] anchor = known == 0
                    ? new byte[length]
                    : Arrays.copyOf(Arrays.copyOfRange(head, (int) from, (int) from + known), length);
            in.skipNBytes(Math.max(0, from - head.length));
            return in.readNBytes(anchor, known, length - known) == length - known
                    && Arrays.equals(anchor, position.anchor());
        } catch (IOException e) {
            return notThisOne(e);
        }
    }

    /** A file that is still being compressed ends early or is no gzip yet: the plain one beside it counts. */
    private static boolean notThisOne(IOException failure) throws RemoteException {
        switch (failure) {
            case RemoteException e when e.kind() != Kind.NO_SUCH_FILE && e.kind() != Kind.PERMISSION -> throw e;
            case RemoteException _,EOFException _,ZipException _ -> {
                return false;
            }
            default -> throw lost(failure);
        }
    }

    /**
     * Reads it to its end, under the name that it has by now: each rotation moves it on. After a failure,
     * {@link #position} tells how far it came.
     *
     * @param names of the compressed files beside the log, asked for when the name holds another generation
     * @throws RemoteException also when it is no complete gzip file, as {@link Kind#PROTOCOL}
     */
    void readAll(RemoteFiles files, Names names, LogSink out) throws RemoteException, InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (readAs(path, files, out)) {
                return;
            }
            for (String name : names.now()) {
                if (readAs(name, files, out)) {
                    return;
                }
            }
        }
        throw new RemoteException(Kind.NO_SUCH_FILE, Message.of("logs.zipped.gone", path), null);
    }

    /** Names as they are at the moment of asking. */
    interface Names {
        List<String> now() throws RemoteException, InterruptedException;
    }

    /** Reads what this name holds; false when that is another generation, or none. */
    private boolean readAs(String name, RemoteFiles files, LogSink out)
            throws RemoteException, InterruptedException {
        boolean mine = false;
        try (InputStream raw = files.read(name, 0); InputStream in = new GZIPInputStream(raw, BUFFER)) {
            byte[] head = in.readNBytes(Fingerprint.LENGTH);
            mine = fingerprint.begins(Fingerprint.of(head, head.length));
            if (mine) {
                path = name;
                read(head, in, out);
            }
            return mine;
        } catch (IOException e) {
            if (!mine) {
                return notThisOne(e);
            }
            throw e instanceof EOFException || e instanceof ZipException
                    ? new RemoteException(Kind.PROTOCOL, Message.of("logs.zipped.torn", name), e)
                    : lost(e);
        }
    }

    private void read(byte[] head, InputStream in, LogSink out) throws IOException {
        fingerprint = Fingerprint.of(head, head.length);
        long skip = splitter.offset();
        int kept = (int) Math.max(0, head.length - skip);
        feed(Arrays.copyOfRange(head, head.length - kept, head.length), out);
        in.skipNBytes(Math.max(0, skip - head.length));
        byte[] chunk;
        do {
            chunk = in.readNBytes(BUFFER);
            feed(chunk, out);
        } while (chunk.length == BUFFER);
        List<LogEvent> last = new ArrayList<>();
        splitter.flush(last);
        out.accept(last);
    }

    private void feed(byte[] chunk, LogSink out) {
        List<LogEvent> events = new ArrayList<>();
        splitter.split(chunk, 0, chunk.length, events);
        if (!events.isEmpty()) {
            out.accept(events);
        }
    }

    private static RemoteException lost(IOException e) {
        return e instanceof RemoteException remote
                ? remote
                : new RemoteException(Kind.LOST, Message.of("logs.readFailed", String.valueOf(e.getMessage())), e);
    }

    @Override
    public Position position() {
        return splitter.position(fingerprint, 0);
    }

    @Override
    public void close() {}
}
