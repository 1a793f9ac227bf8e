package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Stop;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens what an earlier run kept of a source. After one that ended well its rows are taken as they stand beside the lines;
 * else the lines are looked through for how far they can be trusted.
 */
final class KeptOpening {
    /** Says that the lines end at no place that is known. */
    private static final long NOWHERE = -1;

    private final KeptSource own;
    private final KeptSource.About before;
    private final SourceLines lines;
    private final Bookmarks marks;
    private final LineStore store;
    private final SourceKey key;

    KeptOpening(KeptSource own, KeptSource.About before, SourceLines lines, Bookmarks marks, LineStore store) {
        this.own = own;
        this.before = before;
        this.lines = lines;
        this.marks = marks;
        this.store = store;
        this.key = own.source();
    }

    /**
     * What is there.
     *
     * @param ends null when no line is there that following gave
     * @param goesOn whether following goes on right behind them
     */
    record Opened(KeptRows rows, @Nullable KeptEnds ends, boolean goesOn) {}

    /** Null when nothing can be taken over; the source has no lines then. */
    @Nullable
    Opened open() throws IOException {
        KeptSource.Range files = own.files();
        if (files != null) {
            Opened opened = asItStands(files);
            opened = opened == null ? lookedThrough(files) : opened;
            if (opened != null) {
                return opened;
            }
        }
        own.discard();
        lines.spool().adopt(0, -1);
        return null;
    }

    private @Nullable Opened asItStands(KeptSource.Range files) throws IOException {
        Long named = before.rows();
        Stop stop = marks.stop(key);
        KeptSummary kept = named == null || stop == null
                ? null
                : KeptSummary.read(own.summary(), key, lines.spool().fileBytes());
        if (kept == null || stop == null || named == null || kept.sum() != named
                || kept.stop() != KeptSummary.markOf(stop) || kept.firstFile() != files.oldest()
                || kept.lastFile() != files.newest() || !lines.spool().trust(files.oldest(), files.newest())) {
            return null;
        }
        Opened opened = opened(kept, true);
        if (opened.ends() == null) {
            return null;
        }
        lines.spool().cut(kept.end(), files.newest());
        return opened;
    }

    private @Nullable Opened lookedThrough(KeptSource.Range files) throws IOException {
        lines.spool().adopt(files.oldest(), files.newest());
        return JournalSource.isOne(key.path()) ? entries(files) : file(files);
    }

    private @Nullable Opened file(KeptSource.Range files) throws IOException {
        Stop stop = marks.stop(key);
        KeptWalk.Found found = stop == null ? null : new KeptWalk(lines.spool(), stop).find();
        if (found == null) {
            return null;
        }
        lines.spool().cut(found.cut(), files.newest());
        boolean goesOn = found.end() != Long.MAX_VALUE;
        if (goesOn && found.end() >= 0) {
            marks.move(key, found.end(), found.before(), found.head());
        }
        return written(found.cut(), goesOn);
    }

    private @Nullable Opened entries(KeptSource.Range files) throws IOException {
        KeptEntries.Found found = KeptEntries.find(lines.spool());
        if (found == null) {
            return null;
        }
        lines.spool().cut(found.cut(), files.newest());
        marks.move(key, Instant.ofEpochSecond(Math.floorDiv(found.time(), 1_000_000L)), found.cursor());
        return written(found.cut(), true);
    }

    private Opened written(long cut, boolean goesOn) throws IOException {
        Stop stop = marks.stop(key);
        KeptRecords.write(own, lines.spool(), cut, goesOn && stop != null ? KeptSummary.markOf(stop) : NOWHERE);
        return opened(Objects.requireNonNull(KeptSummary.read(own.summary(), key, lines.spool().fileBytes())), goesOn);
    }

    private Opened opened(KeptSummary kept, boolean goesOn) {
        KeptRows rows = new KeptRows(kept, lines.spool(), store.damage()::found);
        return new Opened(rows, KeptEnds.of(kept, rows, lines, key), goesOn);
    }
}
