package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the lines that are here of one source once more, by the format that is wanted now: their times, levels and places
 * in the order follow it, and the histogram. What is found stands beside the index until all lines are read; only then
 * it takes their place, so that whoever cancels leaves everything as it was.
 */
final class Reindexing {
    private static final int FILE = 1 << 20;
    private static final int ENTRY = 24;
    private static final int TIME = 8;
    private static final int FLAGS = 16;
    private static final int ASK = (1 << 14) - 1;
    private static final int LONGEST = 64 << 10;

    private final LineStore store;
    private final Histogram histogram;
    private final int source;
    private final Spool found;
    private final Stream followed;
    private final Stream past;
    private long count;
    private long until;

    /** Lines as they follow each other, with the memory of a parser of their own. */
    private static final class Stream {
        private final LineParser parser;
        private long lastTime = LocalTimes.NONE;
        private long firstTime = LocalTimes.NONE;
        private long end = -1;

        Stream(LineParser parser) {
            this.parser = parser;
        }
    }

    /**
     * Does all of it, on the calling thread.
     *
     * @param folder for what is found meanwhile
     * @param ingest takes no lines while they get their places
     * @return whether anything is here of the source
     */
    static boolean run(LineStore store, Histogram histogram, Path folder, Ingest ingest, SourceKey key,
            TaskControl control) throws IOException {
        if (!store.has(ingest.number(key))) {
            return false;
        }
        long until = ingest.reformat(key);
        Reindexing lines = new Reindexing(store, histogram, folder, ingest, key);
        try {
            lines.read(until, control);
            ingest.reindexed(key, lines);
        } finally {
            lines.found.delete();
        }
        return true;
    }

    private Reindexing(LineStore store, Histogram histogram, Path folder, Ingest ingest, SourceKey key) {
        this.store = store;
        this.histogram = histogram;
        this.source = ingest.number(key);
        this.found = new Spool(folder, "again-" + source, FILE / ENTRY * ENTRY);
        this.followed = new Stream(ingest.parser(source));
        this.past = new Stream(ingest.parser(source));
    }

    /**
     * Reads the lines below a row.
     *
     * @throws java.util.concurrent.CancellationException when a person wants it no more
     */
    private void read(long end, TaskControl control) throws IOException {
        until = end;
        long first = store.first();
        for (long row = first; row < until; row++) {
            if ((row & ASK) == 0) {
                control.checkCancelled();
                control.progress((row - first) / (double) (until - first));
            }
            if (store.changes().isLine(row, source)) {
                StoredLine line = store.get(row, LONGEST);
                if (line != null) {
                    read(line);
                }
            }
        }
    }

    private void read(StoredLine line) throws IOException {
        int old = store.changes().flags(line.number());
        Stream stream = store.changes().isPast(line.number()) ? past : followed;
        ParsedLine parsed = stream.parser.parse(line.bytes(), 0, line.bytes().length);
        // The rest of a line that is longer than one piece.
        boolean rest = stream.end >= 0 && line.offset() == stream.end;
        stream.end = line.offset() < 0 ? -1 : line.offset() + line.length();
        boolean timed = !rest && parsed.time() != LocalTimes.NONE && !parsed.continuation();
        long time = timed ? parsed.time() : stream.lastTime;
        if (timed && stream.firstTime == LocalTimes.NONE) {
            stream.firstTime = time;
        }
        stream.lastTime = time;
        int status = parsed.has(Field.STATUS) ? parsed.status() : -1;
        long place = found.reserve(ENTRY);
        found.putLong(place, line.number());
        found.putLong(place + TIME, time);
        found.putInt(place + FLAGS, RowIndex.flags(Kind.LINE, parsed.level(), status < 200 ? 0 : status / 100, timed,
                line.late(), rest || parsed.continuation(), RowIndex.isAgain(old)));
        count++;
    }

    /** Puts what was found in the place of what was; nothing may come meanwhile. */
    void apply() throws IOException {
        store.changes().reorder(source, until, again -> {
            for (long i = 0; i < count; i++) {
                long place = i * ENTRY;
                long row = found.getLong(place);
                if (store.holds(row)) {
                    put(row, found.getLong(place + TIME), found.getInt(place + FLAGS), again);
                }
            }
        });
    }

    private void put(long row, long time, int flags, StoreChanges.Again again) throws IOException {
        long first = store.changes().isPast(row) ? past.firstTime : followed.firstTime;
        long own = time != LocalTimes.NONE ? time : first != LocalTimes.NONE ? first : store.timeOf(row);
        count(row, -1);
        again.put(row, own, flags);
        count(row, 1);
    }

    private void count(long row, int lines) {
        int flags = store.changes().flags(row);
        if (!RowIndex.isContinuation(flags) && !RowIndex.isAgain(flags) && store.changes().length(row) > 0) {
            histogram.add(store.timeOf(row), Histogram.series(RowIndex.levelOf(flags), RowIndex.statusOf(flags)),
                    lines);
        }
    }

    /** Time of the first line that following gave and that tells one, {@link LocalTimes#NONE} for none. */
    long firstTime() {
        return followed.firstTime;
    }
}
