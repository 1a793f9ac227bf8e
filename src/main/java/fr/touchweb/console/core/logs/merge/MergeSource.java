package fr.touchweb.console.core.logs.merge;

import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One file of a merge: its lines with their times, batch by batch, the next batch made while this one is written. */
final class MergeSource {
    private final RandomBytes bytes;
    private final LineTime times;
    private final int batch;
    private final int lineLimit;
    private final ExecutorService workers;
    private TimedLines rest = new TimedLines();
    private byte[] carried = new byte[0];
    private long offset;
    private boolean ended;
    private TimedLines lines = new TimedLines();
    private int at;
    private @Nullable Future<TimedLines> next;

    MergeSource(RandomBytes bytes, LineTime times, int batch, int lineLimit, ExecutorService workers) {
        this.bytes = bytes;
        this.times = times;
        this.batch = batch;
        this.lineLimit = lineLimit;
        this.workers = workers;
        this.next = workers.submit(this::read);
    }

    TimedLines lines() {
        return lines;
    }

    int at() {
        return at;
    }

    void to(int place) {
        at = place;
    }

    /** Makes sure that there is a line; false at the end. */
    boolean more() throws IOException, InterruptedException {
        while (at == lines.count()) {
            Future<TimedLines> coming = next;
            if (coming == null) {
                return false;
            }
            try {
                lines = coming.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
            }
            at = 0;
            next = ended ? null : workers.submit(this::read);
        }
        return true;
    }

    /** Time of the line that is next. */
    long time() {
        return lines.time(at);
    }

    /** On a worker, one call at a time. */
    private TimedLines read() throws IOException {
        byte[] block = Arrays.copyOf(carried, carried.length + batch);
        int read = bytes.read(offset, block, carried.length, batch);
        offset += read;
        int filled = carried.length + read;
        ended = read < batch;
        int stop = ended ? filled : Lines.feedBefore(block, 0, filled) + 1;
        if (stop == 0 && filled > lineLimit) {
            stop = filled;
        }
        carried = Arrays.copyOfRange(block, stop, filled);
        for (int start = 0; start < stop;) {
            int feed = Lines.feed(block, start, stop);
            int end = feed < 0 ? stop : feed;
            rest.add(times.of(block, start, end), block, start, end - start);
            start = end + 1;
        }
        int ready = ended ? rest.count() : Math.max(0, rest.count() - TimedLines.REACH);
        TimedLines done = rest;
        rest = done.split(ready);
        return done;
    }
}
