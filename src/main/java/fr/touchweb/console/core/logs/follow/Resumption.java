package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.ssh.RemoteException;
import java.time.Duration;
import java.time.Instant;
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
     * @param told lines before the place, so that a screen is full, and what is said of it
     */
    record Found(Recovery.@Nullable Found files, List<LogEvent> told) {}

    /**
     * Finds it.
     *
     * @param how what is shown in any case, and what is read to go on
     * @param clock moment of now
     */
    Found find(Bookmark mark, Start.Last how, Instant clock) throws RemoteException, InterruptedException {
        Duration since = Duration.between(mark.at(), clock);
        if (mark.places().isEmpty()) {
            return anew(mark, -1, since);
        }
        List<Fingerprint> finished = new ArrayList<>(mark.finished());
        Fingerprint here = mark.places().getLast().fingerprint();
        if (finished.isEmpty() && here.length() > 0) {
            // No rotated file was there: any of now is either what was read then, or newer; newer, if that was empty.
            finished.add(here);
        }
        Recovery.Found found = new Recovery(files, source, rotated)
                .find(new Recovery.Known(List.of(), null, mark.places(), mark.last(), finished, false,
                        mark.generation()));
        boolean keep = false;
        try {
            long unread = unread(found);
            boolean exact = found.old().stream().noneMatch(ZippedLog.class::isInstance) && found.problems().isEmpty();
            if (unread > how.most()) {
                return anew(mark, exact ? unread : -1, since);
            }
            List<LogEvent> told = new ArrayList<>();
            if (found.same() && found.live() != null) {
                before(found.live(), how.backfill(), told);
            }
            told.add(new Gap(source, clock, Gap.Reason.RESUMED, mark.offset(), 0, since));
            keep = true;
            return new Found(found, told);
        } finally {
            if (!keep) {
                found.old().forEach(PastLog::close);
                if (found.live() != null) {
                    found.live().close();
                }
            }
        }
    }

    private Found anew(Bookmark mark, long unread, Duration since) {
        return new Found(null,
                List.of(new Gap(source, mark.at(), Gap.Reason.NOT_RESUMED, mark.offset(), unread, since)));
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

    private void before(OpenLog live, int backfill, List<LogEvent> lines)
            throws RemoteException, InterruptedException {
        long size = live.file().stat().size();
        long from = StartFinder.lineAt(live.file(), Math.max(0, size - backfill), size);
        if (from < live.offset()) {
            OpenLog early = OpenLog.at(live.file(), source, live.generation(), times.lineBytes(), from);
            for (long at = -1; early.offset() < live.offset() && early.offset() > at;) {
                at = early.offset();
                early.pull(live.offset(), times.readBytes(), lines);
            }
        }
    }
}
