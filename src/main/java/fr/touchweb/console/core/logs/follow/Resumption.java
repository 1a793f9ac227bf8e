package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.RemoteException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where an earlier run stopped, and whether it is worth going on from there. */
final class Resumption {
    /** What compressed logs are in their files, for how much there is to read. */
    private static final int COMPRESSED = 10;

    private final LogFiles files;
    private final SourceKey source;
    private final RotatedFiles rotated;
    private final FollowTimes times;

    Resumption(LogFiles files, SourceKey source, RotatedFiles rotated, FollowTimes times) {
        this.files = files;
        this.source = source;
        this.rotated = rotated;
        this.times = times;
    }

    /**
     * What was found.
     *
     * @param files to read on, null when reading begins anew
     * @param before lines before the place, so that a screen is full
     * @param unread bytes that are not read because reading begins anew; -1 when nobody knows
     */
    record Found(Recovery.@Nullable Found files, List<LogEvent> before, long unread) {}

    /**
     * Finds it.
     *
     * @param backfill bytes before the end that are shown in any case
     * @param most bytes that are read to go on
     */
    Found find(Bookmark mark, int backfill, long most) throws RemoteException, InterruptedException {
        if (mark.places().isEmpty()) {
            return new Found(null, List.of(), -1);
        }
        List<Fingerprint> finished = new ArrayList<>(mark.finished());
        if (finished.isEmpty()) {
            // No rotated file was there: any of now is either what was read then, or newer.
            finished.add(mark.places().getLast().fingerprint());
        }
        Recovery.Found found = new Recovery(files, source, rotated)
                .find(new Recovery.Known(List.of(), null, mark.places(), mark.last(), finished, false,
                        mark.generation()));
        boolean keep = false;
        try {
            long unread = unread(found);
            boolean exact = found.old().stream().noneMatch(ZippedLog.class::isInstance) && found.problems().isEmpty();
            if (unread > most) {
                return new Found(null, List.of(), exact ? unread : -1);
            }
            List<LogEvent> before = found.same() && found.live() != null
                    ? before(found.live(), backfill)
                    : List.of();
            keep = true;
            return new Found(found, before, 0);
        } finally {
            if (!keep) {
                found.old().forEach(PastLog::close);
                if (found.live() != null) {
                    found.live().close();
                }
            }
        }
    }

    private long unread(Recovery.Found found) throws RemoteException, InterruptedException {
        long bytes = 0;
        for (PastLog log : found.old()) {
            bytes += switch (log) {
                case OpenLog open -> open.file().stat().size() - open.offset();
                case ZippedLog zipped -> files.stat(zipped.path()).size() * COMPRESSED;
            };
        }
        OpenLog live = found.live();
        return live == null ? bytes : bytes + live.file().stat().size() - live.offset();
    }

    private List<LogEvent> before(OpenLog live, int backfill) throws RemoteException, InterruptedException {
        long size = live.file().stat().size();
        long from = StartFinder.lineAt(live.file(), Math.max(0, size - backfill), size);
        List<LogEvent> lines = new ArrayList<>();
        if (from < live.offset()) {
            OpenLog early = OpenLog.at(live.file(), source, live.generation(), times.lineBytes(), from);
            for (long at = -1; early.offset() < live.offset() && early.offset() > at;) {
                at = early.offset();
                early.pull(live.offset(), times.readBytes(), lines);
            }
        }
        return lines;
    }
}
