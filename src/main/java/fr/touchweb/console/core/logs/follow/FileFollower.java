package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.LogEvent.Rotation;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one path through its rotations. Files that were rotated away are read to their end before newer ones, and kept
 * open until they have been quiet for the grace time, since daemons go on writing to them until they reopen.
 */
final class FileFollower {
    private static final int MOST_PAST = 16;
    private static final int READS_A_TURN = 32;
    private static final int LINES_A_READ = 2_048;

    private final SourceKey source;
    private final FollowTimes times;
    private final List<PastLog> past = new ArrayList<>();
    private final Map<OpenLog, Instant> quietSince = new HashMap<>();
    private final List<Position> lostPast = new ArrayList<>();
    private final LinkReader links;
    private String real;
    private Start start;
    private boolean begun;
    private @Nullable OpenLog current;
    private @Nullable Position last;
    private final Deque<Fingerprint> finished = new ArrayDeque<>();
    private @Nullable Instant lostAt;
    private @Nullable Rotation marker;
    private int generations;
    private Condition condition = Condition.STARTING;
    private @Nullable Message reason;
    private Instant retryAt = Instant.EPOCH;
    private long lag;
    private @Nullable Instant behindSince;
    private @Nullable Instant lastByte;
    private final Rate rate = new Rate();

    FileFollower(SourceKey source, Start start, FollowTimes times, LinkReader links) {
        this.source = source;
        this.real = source.path();
        this.links = links;
        this.start = start;
        this.times = times;
    }

    SourceKey source() {
        return source;
    }

    /** Files that the next look compares with what their names name. */
    List<OpenLog> open() {
        List<OpenLog> logs = new ArrayList<>();
        for (PastLog log : past) {
            if (log instanceof OpenLog open) {
                logs.add(open);
            }
        }
        if (current != null) {
            logs.add(current);
        }
        return logs;
    }

    boolean mustOpen(Instant now) {
        return current == null && !now.isBefore(retryAt);
    }

    /** Opens the path, or finds what was being read before. A file that cannot be read becomes a condition. */
    void open(RemoteFiles files, Instant now, StartFinder finder, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        try {
            FileStat stat = files.stat(source.path());
            if (stat.kind() != FileStat.Kind.FILE) {
                condition(Condition.NOT_A_FILE, Message.of("logs.notAFile", source.path()), now);
                return;
            }
            real = links.target(files, source.path());
            if (!begun) {
                OpenFile file = files.open(source.path());
                StartFinder.Place place = finder.find(file, source, start, times.lineBytes());
                past.addAll(place.past());
                generations = place.generation();
                current = OpenLog.at(file, source, generations, times.lineBytes(), place.offset());
                remember(recovery(files).newest());
            } else {
                find(files, null, false, now, out);
            }
            begun = true;
            condition = current == null ? Condition.MISSING : Condition.LIVE;
            reason = null;
            retryAt = Instant.EPOCH;
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE) {
                missing(files, now, out);
            } else if (e.kind() == Kind.PERMISSION) {
                condition(Condition.DENIED, e.text(), now);
            } else {
                throw e;
            }
        }
    }

    /** What was being read before a lost connection may be there although the path is gone. */
    private void missing(RemoteFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        if (begun) {
            find(files, null, false, now, out);
            if (current != null) {
                return;
            }
        }
        // A file that comes later is new from its first byte on.
        start = new Start.Beginning();
        condition(Condition.MISSING, Message.of("logs.missing", source.path()), now);
    }

    private void condition(Condition value, Message text, Instant now) {
        condition = value;
        reason = text;
        retryAt = now.plus(value == Condition.MISSING ? times.active() : times.hidden());
    }

    /**
     * Reads what is new.
     *
     * @param brackets of the files that {@link #open} named
     * @param sink hears what comes, in order
     * @return whether there is more to read at once
     */
    boolean advance(Map<OpenLog, FileBracket> brackets, RemoteFiles files, Instant now, LogSink sink)
            throws RemoteException, InterruptedException {
        lag = 0;
        for (PastLog log : List.copyOf(past)) {
            if (!readPast(log, brackets, files, now, sink)) {
                behind(now);
                return true;
            }
        }
        if (marker != null) {
            sink.accept(List.of(marker));
            marker = null;
        }
        OpenLog log = current;
        FileBracket bracket = log == null ? null : brackets.get(log);
        if (log == null || bracket == null) {
            caughtUp();
            return false;
        }
        List<LogEvent> out = new ArrayList<>();
        try {
            return readCurrent(log, bracket, files, now, sink, out);
        } finally {
            if (!out.isEmpty()) {
                sink.accept(out);
            }
        }
    }

    private boolean readCurrent(OpenLog log, FileBracket bracket, RemoteFiles files, Instant now, LogSink sink,
            List<LogEvent> out) throws RemoteException, InterruptedException {
        long size = bracket.after().size();
        if (size < log.offset()) {
            emptied(log, files, now, out);
            return true;
        }
        if (!Recovery.inside(bracket)) {
            // Whatever it is called now, this handle is read on; the name is another file or none.
            find(files, log, false, now, out);
            if (current == null) {
                condition(Condition.MISSING, Message.of("logs.missing", source.path()), now);
            }
            return true;
        }
        if (size > 0 && log.position().fingerprint().length() == 0) {
            return firstBytes(log, size, files, now, out);
        }
        if (!read(log, size, now, sink)) {
            emptied(log, files, now, out);
            return true;
        }
        lag = size - log.offset();
        if (lag > 0) {
            behind(now);
            return true;
        }
        caughtUp();
        return false;
    }

    /**
     * Reads the first bytes of a file that was empty so far. Nothing tells them from those of a later generation, in a
     * file that was filled, copied and emptied since the last look, but that no new copy stands beside it.
     */
    private boolean firstBytes(OpenLog log, long size, RemoteFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        Position place = log.position();
        List<LogEvent> first = new ArrayList<>();
        boolean mine;
        try {
            mine = log.pull(size, times.readBytes(), first) && nothingNew(files);
        } catch (RemoteException e) {
            // Nothing of it was given out yet.
            last = place;
            log.close();
            current = null;
            throw e;
        }
        if (mine) {
            lastByte = now;
            rate.add(first.size(), now);
            out.addAll(first);
        } else {
            log.close();
            current = null;
            last = place;
            find(files, null, false, now, out);
        }
        return true;
    }

    /** Whether the newest rotated file is one that was read or is being read. */
    private boolean nothingNew(RemoteFiles files) throws RemoteException, InterruptedException {
        Fingerprint head = recovery(files).newest();
        if (head.length() == 0) {
            return true;
        }
        for (PastLog log : past) {
            Fingerprint own = log instanceof OpenLog open ? Fingerprint.of(open.file()) : log.position().fingerprint();
            if (own.begins(head)) {
                return true;
            }
        }
        return finished.stream().anyMatch(one -> one.begins(head));
    }

    private void emptied(OpenLog log, RemoteFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        Position place = log.position();
        if (log.file().stat().size() >= place.offset()
                && place.fingerprint().begins(Fingerprint.of(log.file()))) {
            // The same file with other bytes before our place: somebody edited it. Nothing is shown twice.
            out.add(new Gap(source, now, Gap.Reason.REWRITTEN, place.offset(), -1, Duration.ZERO));
            OpenLog again = OpenLog.at(log.file(), source, log.generation(), times.lineBytes(), place.offset());
            current = again;
            return;
        }
        last = place;
        log.close();
        current = null;
        find(files, null, true, now, out);
    }

    /** Takes over what {@link Recovery} finds. */
    private void find(RemoteFiles files, @Nullable OpenLog handle, boolean emptied, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        List<OpenLog> alive = new ArrayList<>();
        List<Fingerprint> read = new ArrayList<>(finished);
        for (PastLog log : past) {
            switch (log) {
                case OpenLog open -> alive.add(open);
                case ZippedLog zipped -> read.add(zipped.position().fingerprint());
            }
        }
        List<Position> lost = new ArrayList<>(lostPast);
        Position place = last;
        if (place != null) {
            lost.add(place);
        }
        Recovery.Found found = recovery(files).find(new Recovery.Known(alive, handle, lost, place != null,
                read, emptied, generations));
        if (lostAt != null) {
            long from = place != null ? place.offset() : lost.isEmpty() ? 0 : lost.getLast().offset();
            out.add(new Gap(source, now, Gap.Reason.RECONNECTED, from, 0, Duration.between(lostAt, now)));
            lostAt = null;
        }
        for (Recovery.Problem problem : found.problems()) {
            out.add(new Gap(source, now, problem.reason(), problem.offset(), problem.lost(), Duration.ZERO));
        }
        lostPast.clear();
        last = null;
        past.addAll(found.old());
        if (found.same() && handle != null) {
            handle.close();
        }
        current = found.live();
        for (PastLog log : found.old()) {
            generations = Math.max(generations, log.position().generation());
        }
        if (current != null) {
            generations = Math.max(generations, current.generation());
            if (!found.same()) {
                marker = new Rotation(source, now, emptied ? Rotation.Kind.TRUNCATED : Rotation.Kind.REPLACED);
            }
        }
    }

    private Recovery recovery(RemoteFiles files) {
        return new Recovery(files, source, real, times.lineBytes());
    }

    /** Reads a past file; false when there is more of it, so that newer ones must wait. */
    private boolean readPast(PastLog log, Map<OpenLog, FileBracket> brackets, RemoteFiles files, Instant now,
            LogSink sink) throws RemoteException, InterruptedException {
        switch (log) {
            case ZippedLog zipped -> {
                try {
                    zipped.readAll(files, recovery(files)::zipped, sink);
                } catch (RemoteException e) {
                    if (e.kind().retryable()) {
                        throw e;
                    }
                    sink.accept(List.of(new Gap(source, now, Gap.Reason.UNREADABLE, zipped.position().offset(), -1,
                            Duration.ZERO)));
                }
                past.remove(zipped);
                remember(zipped.position().fingerprint());
            }
            case OpenLog open -> {
                FileBracket bracket = brackets.get(open);
                if (bracket == null) {
                    return false;
                }
                long size = bracket.after().size();
                long from = open.offset();
                if (!read(open, size, now, sink)) {
                    sink.accept(List.of(
                            new Gap(source, now, Gap.Reason.REWRITTEN, open.offset(), -1, Duration.ZERO)));
                    letGo(open);
                    return true;
                }
                if (open.offset() < size) {
                    lag = size - open.offset();
                    return false;
                }
                Instant quiet = open.offset() > from ? now : quietSince.getOrDefault(open, now);
                quietSince.put(open, quiet);
                if (!now.isBefore(quiet.plus(times.drainGrace())) || past.size() > MOST_PAST) {
                    List<LogEvent> end = new ArrayList<>();
                    open.flush(end);
                    if (!end.isEmpty()) {
                        sink.accept(end);
                    }
                    letGo(open);
                }
            }
        }
        return true;
    }

    private void remember(Fingerprint head) {
        if (head.length() > 0) {
            finished.addLast(head);
            if (finished.size() > MOST_PAST) {
                finished.removeFirst();
            }
        }
    }

    private void letGo(OpenLog open) {
        past.remove(open);
        quietSince.remove(open);
        remember(open.position().fingerprint());
        open.close();
    }

    private boolean read(OpenLog log, long size, Instant now, LogSink sink)
            throws RemoteException, InterruptedException {
        for (int i = 0; i < READS_A_TURN && log.offset() < size; i++) {
            List<LogEvent> out = new ArrayList<>(LINES_A_READ);
            long from = log.offset();
            if (!log.pull(size, times.readBytes(), out)) {
                return false;
            }
            if (log.offset() == from) {
                return true;
            }
            lastByte = now;
            rate.add(out.size(), now);
            if (!out.isEmpty()) {
                sink.accept(out);
            }
        }
        return log.offset() <= size;
    }

    private void behind(Instant now) {
        if (behindSince == null) {
            behindSince = now;
        }
    }

    private void caughtUp() {
        behindSince = null;
    }

    /** The connection is gone and with it every handle; positions are kept to find the places again. */
    void lost(Instant now, Condition next, @Nullable Message text) {
        for (PastLog log : past) {
            lostPast.add(log.position());
            log.close();
        }
        past.clear();
        quietSince.clear();
        if (current != null) {
            last = current.position();
            current.close();
            current = null;
        }
        if (begun && lostAt == null) {
            lostAt = now;
        }
        condition = next;
        reason = text;
        retryAt = Instant.EPOCH;
    }

    /** Lets go of the files; a last line that was never ended stays unread. */
    void close() {
        past.forEach(PastLog::close);
        past.clear();
        if (current != null) {
            current.close();
            current = null;
        }
        condition = Condition.STOPPED;
    }

    /** When bytes last came, null when none did. */
    @Nullable
    Instant lastByte() {
        return lastByte;
    }

    SourceHealth health(Instant now, @Nullable String zone, @Nullable Duration retryIn) {
        Duration waiting = behindSince == null ? Duration.ZERO : Duration.between(behindSince, now);
        long bytes = condition == Condition.LIVE ? lag : -1;
        return new SourceHealth(condition, bytes, waiting, lastByte, rate.perSecond(now), zone, retryIn, reason);
    }
}
