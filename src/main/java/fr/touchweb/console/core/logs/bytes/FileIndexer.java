package fr.touchweb.console.core.logs.bytes;

import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the index of a file: line feeds are counted on several threads, times are read at one line a step. */
public final class FileIndexer {
    private static final int STEPS_A_PIECE = 16;
    private static final int PIECE = STEPS_A_PIECE * FileIndex.STEP;
    /** Lines without a time that are tried in a step. */
    private static final int TRIES = 64;

    private final Supplier<LineTime> times;
    private final int threads;

    /** @param times asked for once a thread */
    public FileIndexer(Supplier<LineTime> times, int threads) {
        this.times = times;
        this.threads = threads;
    }

    /** What was found in one step. */
    private record Step(long start, int lines, long time) {}

    /**
     * Indexes a file as it is now.
     *
     * @param known index of the same file when it was shorter, null for none
     */
    public FileIndex index(RandomBytes bytes, @Nullable FileIndex known, TaskControl control)
            throws IOException, InterruptedException {
        int done = known == null ? 0 : (int) (known.size() / FileIndex.STEP);
        List<Step> steps = bytes.sequential() ? inOrder(bytes, done, control) : atOnce(bytes, done, control);
        long size = bytes.size();
        int count = done + steps.size();
        long[] starts = new long[count];
        long[] before = new long[count];
        long[] found = new long[count];
        for (int i = 0; i < done && known != null; i++) {
            starts[i] = known.start(i);
            before[i] = known.before(i);
            found[i] = known.time(i);
        }
        long lines = known == null || done == 0 ? 0 : linesBefore(known, done, bytes);
        for (int i = done; i < count; i++) {
            Step step = steps.get(i - done);
            starts[i] = step.start();
            before[i] = lines;
            found[i] = step.time();
            lines += step.lines();
        }
        return new FileIndex(size, lines, starts, before, found);
    }

    private static long linesBefore(FileIndex known, int step, RandomBytes bytes) throws IOException {
        return step < known.steps()
                ? known.before(step)
                : known.lineAt((long) step * FileIndex.STEP - 1, bytes) + 1;
    }

    private List<Step> atOnce(RandomBytes bytes, int done, TaskControl control)
            throws IOException, InterruptedException {
        long size = bytes.size();
        int pieces = (int) ((size - (long) done * FileIndex.STEP + PIECE - 1) / PIECE);
        Step[][] all = new Step[Math.max(0, pieces)][];
        AtomicInteger next = new AtomicInteger();
        List<FutureTask<Boolean>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, pieces); i++) {
            workers.add(new FutureTask<>(() -> {
                byte[] buffer = new byte[PIECE + 1];
                LineTime time = times.get();
                for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                    control.checkCancelled();
                    control.progress(piece / (double) pieces);
                    long begin = (long) done * FileIndex.STEP + (long) piece * PIECE;
                    int lead = begin == 0 ? 0 : 1;
                    int read = bytes.read(begin - lead, buffer, 0, (int) Math.min(PIECE + lead, size - begin + lead));
                    all[piece] = steps(buffer, lead, read, begin, time);
                }
                return true;
            }));
        }
        workers.forEach(worker -> Thread.ofPlatform().daemon().name("log-index").start(worker));
        List<Step> steps = new ArrayList<>();
        try {
            for (FutureTask<Boolean> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            next.set(pieces);
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
        for (Step[] piece : all) {
            steps.addAll(Arrays.asList(piece));
        }
        return steps;
    }

    private List<Step> inOrder(RandomBytes bytes, int done, TaskControl control) throws IOException {
        byte[] buffer = new byte[PIECE + 1];
        LineTime time = times.get();
        List<Step> steps = new ArrayList<>();
        long begin = (long) done * FileIndex.STEP;
        byte[] before = new byte[1];
        if (done > 0) {
            bytes.read(begin - 1, before, 0, 1);
        }
        while (true) {
            control.checkCancelled();
            int lead = begin == 0 ? 0 : 1;
            buffer[0] = before[0];
            int read = lead + bytes.read(begin, buffer, lead, PIECE);
            steps.addAll(Arrays.asList(steps(buffer, lead, read, begin, time)));
            if (read - lead < PIECE) {
                return steps;
            }
            before[0] = buffer[read - 1];
            begin += PIECE;
        }
    }

    /**
     * Looks at the steps of a piece.
     *
     * @param lead 1 when the buffer begins with the byte before the piece
     * @param begin place in the file of the first byte of the piece
     */
    private static Step[] steps(byte[] b, int lead, int read, long begin, LineTime times) {
        int count = (read - lead + FileIndex.STEP - 1) / FileIndex.STEP;
        Step[] steps = new Step[Math.max(0, count)];
        for (int i = 0; i < steps.length; i++) {
            int from = lead + i * FileIndex.STEP;
            int to = Math.min(read, from + FileIndex.STEP);
            // A line begins after each feed from one byte earlier on, and at the beginning of the file.
            boolean first = from == 0;
            int lines = (first ? 1 : 0) + Lines.count(b, Math.max(0, from - 1), to - 1);
            int start = first ? 0 : Lines.feed(b, from - 1, to - 1) + 1;
            long place = lines == 0 ? -1 : begin + start - lead;
            steps[i] = new Step(place, lines, lines == 0 ? LineTime.NONE : time(b, start, to, read, times));
        }
        return steps;
    }

    private static long time(byte[] b, int from, int to, int read, LineTime times) {
        int start = from;
        for (int i = 0; i < TRIES && start < to; i++) {
            int feed = Lines.feed(b, start, read);
            int stop = feed < 0 ? read : feed;
            long time = times.of(b, start, stop);
            if (time != LineTime.NONE) {
                return time;
            }
            start = stop + 1;
        }
        return LineTime.NONE;
    }
}
