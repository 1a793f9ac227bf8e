package fr.touchweb.console.core.logs.merge;

import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Merges files by the times of their lines. A line that came late in its file is put in its place, within
 * {@link TimedLines#REACH} lines; lines of one file with one time keep their order, and so do files with one another.
 * Memory does not depend on the sizes of the files.
 */
public final class LineMerge {
    private static final int MEMORY = 96 << 20;
    private static final int MOST_BATCH = 4 << 20;
    private static final int LEAST_BATCH = 64 << 10;
    private static final int TOLD_EVERY = 1 << 16;

    private final int threads;
    private final int lineLimit;

    /**
     * @param threads that read and parse
     * @param lineLimit bytes; a longer line comes in pieces
     */
    public LineMerge(int threads, int lineLimit) {
        this.threads = threads;
        this.lineLimit = lineLimit;
    }

    /** A file and how to read the times of its lines. */
    public record Input(RandomBytes bytes, LineTime times) {}

    /** Takes the lines in order, on the thread that called. */
    public interface Output {
        /**
         * Lines of one file that follow each other, whole, with the line feeds between them and without the last one.
         */
        void lines(int input, byte[] b, int start, int length) throws IOException, InterruptedException;
    }

    /**
     * Writes the lines byte for byte, each with a line feed; the stream is written on another thread and stays open.
     *
     * @return lines written
     */
    public long mergeTo(OutputStream out, List<Input> inputs, TaskControl control)
            throws IOException, InterruptedException {
        try (WriteBehind behind = new WriteBehind(out)) {
            long lines = merge(inputs, (input, b, start, length) -> behind.line(b, start, length), control);
            behind.finish();
            return lines;
        }
    }

    /** @return lines handed over */
    public long merge(List<Input> inputs, Output output, TaskControl control) throws IOException, InterruptedException {
        int batch = Math.clamp(MEMORY / Math.max(1, 2 * inputs.size()), LEAST_BATCH, MOST_BATCH);
        long lines = 0;
        long told = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().daemon().name("merge-", 0).factory())) {
            List<MergeSource> sources = new ArrayList<>();
            for (Input input : inputs) {
                sources.add(new MergeSource(input.bytes(), input.times(), batch, lineLimit, workers));
            }
            while (true) {
                int first = -1;
                long limit = Long.MAX_VALUE;
                boolean before = false;
                for (int i = 0; i < sources.size(); i++) {
                    MergeSource source = sources.get(i);
                    if (!source.more()) {
                        continue;
                    }
                    if (first < 0) {
                        first = i;
                    } else if (source.time() < sources.get(first).time()) {
                        limit = sources.get(first).time();
                        before = true;
                        first = i;
                    } else if (source.time() < limit) {
                        limit = source.time();
                        before = false;
                    }
                }
                if (first < 0) {
                    return lines;
                }
                lines += run(sources.get(first), first, limit, before, output);
                if (lines - told > TOLD_EVERY) {
                    told = lines;
                    control.checkCancelled();
                }
            }
        }
    }

    /**
     * Writes the lines of one source that come before those of all others.
     *
     * @param limit time of the first line of the others
     * @param before whether a line with that very time goes after theirs
     */
    private static long run(MergeSource source, int number, long limit, boolean before, Output output)
            throws IOException, InterruptedException {
        TimedLines lines = source.lines();
        int from = source.at();
        int to = from + 1;
        while (to < lines.count() && (before ? lines.time(to) < limit : lines.time(to) <= limit)) {
            to++;
        }
        for (int i = from; i < to;) {
            byte[] block = lines.block(i);
            int start = lines.start(i);
            int end = start + lines.length(i);
            for (i++; i < to && lines.block(i) == block && lines.start(i) == end + 1; i++) {
                end += 1 + lines.length(i);
            }
            output.lines(number, block, start, end - start);
        }
        source.to(to);
        return to - from;
    }
}
