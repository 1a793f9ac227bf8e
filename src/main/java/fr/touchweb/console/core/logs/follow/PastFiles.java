package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of one source that were rotated away. They are read to their end, the oldest first, and kept open until they
 * have been quiet for the grace time, since daemons go on writing to them until they reopen.
 */
final class PastFiles {
    private static final int MOST = 16;
    /** Heads of files that were read, by which another run knows which ones are new. */
    private static final int HEADS = 3;

    private final SourceKey source;
    private final Duration grace;
    private final Intake intake;
    private final List<PastLog> past = new ArrayList<>();
    private final Map<OpenLog, Instant> quietSince = new HashMap<>();
    private final Deque<Fingerprint> finished = new ArrayDeque<>();
    private final List<Position> lost = new ArrayList<>();

    PastFiles(SourceKey source, Duration grace, Intake intake) {
        this.source = source;
        this.grace = grace;
        this.intake = intake;
    }

    void add(Collection<PastLog> logs) {
        past.addAll(logs);
    }

    /** Those that are read by their handles, oldest first. */
    List<OpenLog> open() {
        List<OpenLog> logs = new ArrayList<>();
        for (PastLog log : past) {
            if (log instanceof OpenLog open) {
                logs.add(open);
            }
        }
        return logs;
    }

    /** Heads of files that need no reading any more, or that are being inflated now. */
    List<Fingerprint> read() {
        List<Fingerprint> heads = new ArrayList<>(finished);
        for (PastLog log : past) {
            if (log instanceof ZippedLog zipped) {
                heads.add(zipped.position().fingerprint());
            }
        }
        return heads;
    }

    /** Places in files whose handles went with a connection, oldest first. */
    List<Position> lostPlaces() {
        return List.copyOf(lost);
    }

    /**
     * Where reading stands, for another run; null when nobody knows of any place.
     *
     * @param live in the file under the path, null when there is none
     */
    @Nullable
    Bookmark bookmark(Instant clock, int generations, @Nullable Position live) {
        List<Position> places = new ArrayList<>(lost);
        past.forEach(log -> places.add(log.position()));
        List<Fingerprint> heads = read();
        for (Position place : List.copyOf(places)) {
            if (place.offset() >= place.known()) {
                places.remove(place);
                // Else the next run takes it for a file that came meanwhile.
                heads.add(place.fingerprint());
            }
        }
        heads.removeIf(head -> head.length() == 0);
        if (live != null) {
            places.add(live);
        }
        return places.isEmpty()
                ? null
                : new Bookmark(clock, generations, live != null, places,
                        List.copyOf(heads.subList(Math.max(0, heads.size() - HEADS), heads.size())), null);
    }

    /** Those places were searched for; what was found came by {@link #add}. */
    void searched() {
        lost.clear();
    }

    /** Whether the file with this head was read or is being read. */
    boolean knows(Fingerprint head) throws RemoteException, InterruptedException {
        for (PastLog log : past) {
            Fingerprint own = log instanceof OpenLog open ? Fingerprint.of(open.file()) : log.position().fingerprint();
            if (own.begins(head)) {
                return true;
            }
        }
        return finished.stream().anyMatch(one -> one.begins(head));
    }

    void remember(Fingerprint head) {
        if (head.length() > 0) {
            finished.addLast(head);
            if (finished.size() > MOST) {
                finished.removeFirst();
            }
        }
    }

    /** Reads on; false when there is more of one of them, so that newer files must wait. */
    boolean advance(Map<OpenLog, FileBracket> brackets, RemoteFiles files, RotatedFiles rotated, Instant now,
            LogSink sink) throws RemoteException, InterruptedException {
        for (PastLog log : List.copyOf(past)) {
            boolean read = switch (log) {
                case ZippedLog zipped -> inflate(zipped, files, rotated::zipped, now, sink);
                case OpenLog open -> drain(open, brackets.get(open), rotated, now, sink);
            };
            if (!read) {
                return false;
            }
        }
        return true;
    }

    private boolean inflate(ZippedLog zipped, RemoteFiles files, ZippedLog.Names names, Instant now, LogSink sink)
            throws RemoteException, InterruptedException {
        try {
            zipped.readAll(files, names, sink);
        } catch (RemoteException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            sink.accept(List.of(new Gap(source, now, Gap.Reason.UNREADABLE, zipped.position().offset(), -1,
                    Duration.ZERO)));
        }
        past.remove(zipped);
        remember(zipped.position().fingerprint());
        return true;
    }

    private boolean drain(OpenLog open, @Nullable FileBracket bracket, RotatedFiles rotated, Instant now,
            LogSink sink) throws RemoteException, InterruptedException {
        if (bracket == null) {
            return false;
        }
        long size = bracket.after().size();
        long from = open.offset();
        if (!intake.read(open, size, now, sink)) {
            sink.accept(List.of(new Gap(source, now, Gap.Reason.REWRITTEN, open.offset(), -1, Duration.ZERO)));
            letGo(open);
            return true;
        }
        if (open.offset() < size) {
            intake.behind(size - open.offset(), now);
            return false;
        }
        Instant quiet = open.offset() > from ? now : quietSince.getOrDefault(open, now);
        quietSince.put(open, quiet);
        if (!now.isBefore(quiet.plus(grace)) || past.size() > MOST) {
            OpenLog longer = rotated.longer(open);
            if (longer != null) {
                past.set(past.indexOf(open), longer);
                quietSince.remove(open);
                open.close();
                return true;
            }
            List<LogEvent> end = new ArrayList<>();
            open.flush(end);
            if (!end.isEmpty()) {
                sink.accept(end);
            }
            letGo(open);
        }
        return true;
    }

    private void letGo(OpenLog open) {
        past.remove(open);
        quietSince.remove(open);
        remember(open.position().fingerprint());
        open.close();
    }

    /** The connection is gone and with it every handle; the places are kept. */
    void lost() {
        past.forEach(log -> lost.add(log.position()));
        close();
    }

    void close() {
        past.forEach(PastLog::close);
        past.clear();
        quietSince.clear();
    }
}
