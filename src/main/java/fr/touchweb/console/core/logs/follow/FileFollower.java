package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows one path through its rotations. Files that were rotated away are read to their end before newer ones. */
final class FileFollower {
    private final SourceKey source;
    private final FollowTimes times;
    private final HostZones zones;
    private final FileZone zone;
    private final Intake intake;
    private final FileStanding standing;
    private final Doubts doubts;
    private final PastFiles past;
    private String real;
    private Start start;
    private @Nullable Bookmark mark;
    private boolean begun;
    private @Nullable OpenLog current;
    private @Nullable Position last;
    private @Nullable Instant lostAt;
    private @Nullable Rotation marker;
    private int generations;

    /**
     * @param mark where an earlier run stopped, null to begin anew
     * @param zones of its machine
     * @param parsers make parsers of this log's lines
     */
    FileFollower(SourceKey source, Start start, @Nullable Bookmark mark, FollowTimes times, HostZones zones,
            Function<LocalTimes, LineParser> parsers) {
        this.mark = mark;
        this.source = source;
        this.real = source.path();
        this.start = start;
        this.times = times;
        this.zones = zones;
        this.zone = new FileZone(zones, parsers);
        this.intake = new Intake(times.readBytes());
        this.standing = new FileStanding(intake, zone);
        this.doubts = new Doubts(source);
        this.past = new PastFiles(source, times.drainGrace(), intake);
    }

    SourceKey source() {
        return source;
    }

    /** Files that the next look compares with what their names name. */
    List<OpenLog> open() {
        List<OpenLog> logs = past.open();
        if (current != null) {
            logs.add(current);
        }
        return logs;
    }

    boolean mustOpen(Instant now) {
        return current == null && standing.isDue(now);
    }

    /** Opens the path, or finds what was being read before. A file that cannot be read becomes a condition. */
    void open(LogFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        try {
            FileStat stat = files.stat(source.path());
            if (stat.kind() != FileStat.Kind.FILE) {
                condition(Condition.NOT_A_FILE, Message.of("logs.notAFile", source.path()), now);
                return;
            }
            LinkReader.Target target = LinkReader.target(files, source.path());
            real = target.path();
            doubts.tell(target.known(), files.polled(), now, out);
            if (!begun) {
                begin(files, now, out);
            } else {
                find(files, null, false, now, out);
                if (current == null) {
                    // Says why, where the account may not read what is there now.
                    files.open(source.path()).close();
                }
            }
            begun = true;
            if (current == null) {
                standing.is(Condition.MISSING, null);
            } else {
                standing.isLive(files.wayOf(current.file()));
            }
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

    private void begin(LogFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        OpenFile file = files.open(source.path());
        try {
            zone.look(file);
            out.add(state(now));
            if (!resume(files, zones.clock().instant(), out)) {
                StartFinder finder = new StartPlaces(files, zone::parser);
                StartFinder.Place place = finder.find(file, source, start, times.lineBytes());
                past.add(place.past());
                generations = place.generation();
                current = OpenLog.at(file, source, generations, times.lineBytes(), place.offset());
            }
            past.remember(rotated(files).newest());
        } finally {
            if (current == null || current.file() != file) {
                file.close();
            }
        }
    }

    /** The zone is known before the line to which it applies. */
    private LogEvent.State state(Instant now) {
        return new LogEvent.State(source, health(now, Duration.ZERO, new HostState(null, Duration.ZERO, null)));
    }

    /** Goes on where an earlier run stopped; false when nothing is known of one, or too much was written since. */
    private boolean resume(LogFiles files, Instant clock, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        Bookmark from = mark;
        mark = null;
        if (from == null || !(start instanceof Start.Last how)) {
            return false;
        }
        Resumption.Found found = new Resumption(files, source, rotated(files), times).find(from, how, clock);
        out.addAll(found.told());
        if (found.files() == null) {
            return false;
        }
        generations = from.generation();
        from.finished().forEach(past::remember);
        take(found.files(), clock, false, out);
        return true;
    }

    /** Where reading stands, for another run; null when it never began. */
    @Nullable
    Bookmark bookmark(Instant clock) {
        Position here = current == null ? last : current.position();
        return begun ? past.bookmark(clock, generations, here) : null;
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
        standing.is(value, text);
        standing.rests(now.plus(value == Condition.MISSING ? times.active() : times.hidden()));
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
        if (!past.advance(brackets, files, rotated(files), now, sink)) {
            return standing.more(true);
        }
        if (marker != null) {
            sink.accept(List.of(marker));
            marker = null;
        }
        OpenLog log = current;
        FileBracket bracket = log == null ? null : brackets.get(log);
        if (log == null || bracket == null) {
            intake.caughtUp();
            return standing.more(false);
        }
        List<LogEvent> out = new ArrayList<>();
        try {
            return standing.more(readCurrent(log, bracket, files, now, sink, out));
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
            if (current == null && bracket.path() == null) {
                condition(Condition.MISSING, Message.of("logs.missing", source.path()), now);
            }
            return true;
        }
        if (size > 0 && log.position().fingerprint().length() == 0) {
            return firstBytes(log, size, files, now, out);
        }
        if (size > log.offset()) {
            standing.grew(now, bracket.after().modified());
            if (zone.look(log.file())) {
                sink.accept(List.of(state(now)));
            }
        }
        if (!intake.read(log, size, now, sink)) {
            emptied(log, files, now, out);
            return true;
        }
        if (size > log.offset()) {
            intake.behind(size - log.offset(), now);
            return true;
        }
        standing.caughtUp(now);
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
            letGo(place);
            throw e;
        }
        if (mine) {
            intake.came(first.size(), now);
            if (zone.look(log.file())) {
                out.add(state(now));
            }
            out.addAll(first);
        } else {
            letGo(place);
            find(files, null, false, now, out);
        }
        return true;
    }

    /** Whether the newest rotated file is one that was read or is being read. */
    private boolean nothingNew(RemoteFiles files) throws RemoteException, InterruptedException {
        Fingerprint head = rotated(files).newest();
        return head.length() == 0 || past.knows(head);
    }

    private void emptied(OpenLog log, RemoteFiles files, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        Position place = log.position();
        if (log.file().stat().size() >= place.offset()
                && place.fingerprint().begins(Fingerprint.of(log.file()))) {
            // The same file with other bytes before our place: somebody edited it. Nothing is shown twice.
            out.add(new Gap(source, now, Gap.Reason.REWRITTEN, place.offset(), -1, Duration.ZERO));
            current = OpenLog.at(log.file(), source, log.generation(), times.lineBytes(), place.offset());
            return;
        }
        letGo(place);
        find(files, null, true, now, out);
    }

    /** Takes over what {@link Recovery} finds. */
    private void find(RemoteFiles files, @Nullable OpenLog handle, boolean emptied, Instant now, List<LogEvent> out)
            throws RemoteException, InterruptedException {
        List<Position> lost = new ArrayList<>(past.lostPlaces());
        Position place = last;
        if (place != null) {
            lost.add(place);
        }
        Recovery.Found found = new Recovery(files, source, rotated(files))
                .find(new Recovery.Known(past.open(), handle, lost, place != null,
                        past.read(), emptied, generations));
        if (lostAt != null) {
            long from = place != null ? place.offset() : lost.isEmpty() ? 0 : lost.getLast().offset();
            out.add(new Gap(source, now, Gap.Reason.RECONNECTED, from, 0, Duration.between(lostAt, now)));
            lostAt = null;
        }
        past.searched();
        last = null;
        if (found.same() && handle != null) {
            handle.close();
        }
        take(found, now, emptied, out);
    }

    private void take(Recovery.Found found, Instant now, boolean emptied, List<LogEvent> out) {
        for (Recovery.Problem problem : found.problems()) {
            out.add(new Gap(source, now, problem.reason(), problem.offset(), problem.lost(), Duration.ZERO));
        }
        past.add(found.old());
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

    private RotatedFiles rotated(RemoteFiles files) {
        return new RotatedFiles(files, source, real, times.lineBytes());
    }

    /** Files that can be read no more are searched for like those of a lost connection. */
    void searchMissing(Map<OpenLog, FileBracket> brackets) {
        if (!brackets.keySet().containsAll(open())) {
            past.lost();
            letGo(null);
            standing.rests(Instant.EPOCH);
        }
    }

    private void letGo(@Nullable Position place) {
        if (current != null) {
            last = place == null ? current.position() : place;
            current.close();
            current = null;
        }
    }

    /** The connection is gone and with it every handle; positions are kept to find the places again. */
    void lost(Instant since, Condition next, @Nullable Message text) {
        past.lost();
        letGo(null);
        lostAt = begun && lostAt == null ? since : lostAt;
        standing.is(next, text);
    }

    /** Nothing but this file refuses to be read: the same, until a later look. */
    void failed(Instant now, Message text) {
        lost(now, Condition.RETRYING, text);
        standing.rests(now.plus(times.hidden()));
    }

    /** Lets go of the files; a last line that was never ended stays unread. */
    void close() {
        past.close();
        letGo(null);
        standing.is(Condition.STOPPED, null);
    }

    /** When bytes last came, null when none did. */
    @Nullable
    Instant lastByte() {
        return intake.lastByte();
    }

    /** @param ahead clock of this machine minus the one by which is followed */
    SourceHealth health(Instant now, Duration ahead, HostState host) {
        return standing.health(now, ahead, host);
    }
}
