package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Searches the lines of a file on several threads, each of which reads and searches its own pieces; hits come in the
 * order of the file. Memory is bounded by the pieces under way.
 */
public final class FileSearch {
    /** Small enough to stay in a core's cache between reading and searching. */
    private static final int PIECE = 1 << 20;
    private static final int AHEAD = 4;
    private static final int SAMPLE = 1 << 18;
    private static final int MORE = 1 << 16;

    private final SearchPattern pattern;
    private final int threads;
    private final int lineLimit;

    /**
     * @param threads that search at once
     * @param lineLimit bytes; of a longer line only so many are looked at, and it is counted
     */
    public FileSearch(SearchPattern pattern, int threads, int lineLimit) {
        this.pattern = pattern;
        this.threads = threads;
        this.lineLimit = lineLimit;
    }

    /** Hears of each matching line, in the order of the file, on the thread that called. */
    public interface Hits {
        void line(long offset, byte[] b, int start, int length) throws IOException;
    }

    /**
     * What came of a search.
     *
     * @param lines that match
     * @param undecided lines that the expression could not decide within its steps; they are not among the others
     * @param cut lines longer than the limit, of which only the beginning was looked at
     */
    public record Result(long lines, long undecided, long cut) {}

    /**
     * Searches the bytes from a place on.
     *
     * @param from at which a line begins
     * @param hits null to count only
     * @throws CancellationException when the person cancelled
     */
    public Result search(RandomBytes bytes, long from, @Nullable Hits hits, TaskControl control)
            throws IOException, InterruptedException {
        if (bytes.sequential()) {
            return new SequentialSearch(pattern, lineLimit).search(bytes, from, hits, control);
        }
        long size = bytes.size();
        byte[] sample = new byte[(int) Math.min(SAMPLE, Math.max(0, size - from))];
        int sampled = bytes.read(from + Math.max(0, size - from - sample.length) / 2, sample, 0, sample.length);
        int pieces = (int) Math.max(1, (size - from + PIECE - 1) / PIECE);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, pieces); i++) {
            workers.add(new Worker(bytes, from, size, i, Math.min(threads, pieces),
                    new BlockSearch(pattern, sample, sampled), hits != null));
        }
        AtomicLong read = new AtomicLong();
        try {
            workers.forEach(Worker::start);
            long lines = 0;
            for (int piece = 0; piece < pieces; piece++) {
                Found found = workers.get(piece % workers.size()).next();
                lines += found.count();
                if (hits != null) {
                    found.tell(hits);
                }
                control.progress(read.addAndGet(found.bytesRead()) / (double) Math.max(1, size - from));
                control.checkCancelled();
            }
            return new Result(lines, workers.stream().mapToLong(w -> w.search.undecided()).sum(),
                    workers.stream().mapToLong(w -> w.cut).sum());
        } finally {
            workers.forEach(Worker::stop);
            for (Worker worker : workers) {
                worker.thread.join();
            }
        }
    }

    /** Every n-th piece of the file, one after the other. */
    private final class Worker implements Runnable {
        private final RandomBytes bytes;
        private final long from;
        private final long size;
        private final int first;
        private final int step;
        private final BlockSearch search;
        private final boolean withBytes;
        private final BlockingQueue<Object> done = new ArrayBlockingQueue<>(AHEAD);
        private final Thread thread;
        private byte[] buffer = new byte[PIECE + MORE];
        private volatile boolean stopped;
        private long cut;

        Worker(RandomBytes bytes, long from, long size, int first, int step, BlockSearch search, boolean withBytes) {
            this.bytes = bytes;
            this.from = from;
            this.size = size;
            this.first = first;
            this.step = step;
            this.search = search;
            this.withBytes = withBytes;
            this.thread = Thread.ofPlatform().daemon().name("search-" + first).unstarted(this);
        }

        void start() {
            thread.start();
        }

        void stop() {
            stopped = true;
            done.clear();
        }

        Found next() throws IOException, InterruptedException {
            return switch (done.take()) {
                case Found found -> found;
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Object other -> throw new IllegalStateException(other.toString());
            };
        }

        @Override
        public void run() {
            try {
                for (long piece = first; from + piece * PIECE < size || piece == 0; piece += step) {
                    Found found = new Found(withBytes);
                    if (!stopped) {
                        look(from + piece * PIECE, found);
                    }
                    offer(found);
                }
            } catch (IOException | RuntimeException | Error e) {
                offer(e);
            }
        }

        private void offer(Object result) {
            boolean interrupted = false;
            while (!stopped) {
                try {
                    done.put(result);
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Lines that begin in a piece; the last of them may end beyond it. */
        private void look(long begin, Found found) throws IOException {
            int lead = begin == from ? 0 : 1;
            long wanted = Math.min(size - begin, PIECE) + lead;
            int length = bytes.read(begin - lead, buffer, 0,
                    (int) Math.min(Math.min(wanted + MORE, buffer.length), size - begin + lead));
            int inside = (int) Math.min(length, wanted);
            found.read(Math.max(0, inside - lead));
            int start = 0;
            if (lead == 1) {
                int feed = Lines.feed(buffer, 0, inside);
                if (feed < 0 || feed == inside - 1) {
                    return;
                }
                start = feed + 1;
            }
            int end = lineEnd(begin - lead, inside, length);
            if (end > start) {
                found.at(begin - lead);
                search.search(buffer, start, end, found);
            }
        }

        /** End of the line in which the last byte of the piece stands, read further where that is needed. */
        private int lineEnd(long base, int inside, int read) throws IOException {
            int length = read;
            int looked = Math.max(0, inside - 1);
            while (true) {
                int feed = Lines.feed(buffer, looked, length);
                if (feed >= 0) {
                    return feed + 1;
                }
                looked = length;
                if (base + length >= size) {
                    return length;
                }
                if (length - inside >= lineLimit) {
                    cut++;
                    return length;
                }
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, PIECE + (long) lineLimit + MORE));
                }
                int more = bytes.read(base + length, buffer, length,
                        (int) Math.min(buffer.length - length, size - base - length));
                if (more <= 0) {
                    return length;
                }
                length += more;
            }
        }
    }
}
