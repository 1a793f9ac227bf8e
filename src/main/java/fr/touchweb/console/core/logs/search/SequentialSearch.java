package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Searches bytes that come one after the other: one thread brings them, the caller's searches what it brought. */
final class SequentialSearch {
    private static final int PIECE = 1 << 20;
    private static final int AHEAD = 4;

    private final SearchPattern pattern;
    private final int lineLimit;

    /** Whole lines; the last one of a file, or one that was cut, may lack its end. */
    private record Block(byte[] bytes, int end, long offset, boolean last, boolean cut) {}

    SequentialSearch(SearchPattern pattern, int lineLimit) {
        this.pattern = pattern;
        this.lineLimit = lineLimit;
    }

    FileSearch.Result search(RandomBytes bytes, long from, FileSearch.@Nullable Hits hits, TaskControl control)
            throws IOException, InterruptedException {
        BlockingQueue<Object> blocks = new ArrayBlockingQueue<>(AHEAD);
        AtomicBoolean stopped = new AtomicBoolean();
        Thread bringer = Thread.ofPlatform().daemon().name("search-bytes").start(() -> {
            Object failure = null;
            try {
                bring(bytes, from, blocks, stopped);
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
            if (failure != null) {
                put(blocks, failure, stopped);
            }
        });
        try {
            return take(blocks, hits, control);
        } finally {
            stopped.set(true);
            blocks.clear();
            bringer.join();
        }
    }

    private FileSearch.Result take(BlockingQueue<Object> blocks, FileSearch.@Nullable Hits hits, TaskControl control)
            throws IOException, InterruptedException {
        BlockSearch search = null;
        long lines = 0;
        long cut = 0;
        while (true) {
            Block block = switch (blocks.take()) {
                case Block one -> one;
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Object other -> throw new IllegalStateException(other.toString());
            };
            if (search == null) {
                search = new BlockSearch(pattern, block.bytes(), block.end());
            }
            Found found = new Found(hits != null);
            found.at(block.offset());
            search.search(block.bytes(), 0, block.end(), found);
            lines += found.count();
            cut += block.cut() ? 1 : 0;
            if (hits != null) {
                found.tell(hits);
            }
            control.checkCancelled();
            if (block.last()) {
                return new FileSearch.Result(lines, search.undecided(), cut);
            }
        }
    }

    private void bring(RandomBytes bytes, long from, BlockingQueue<Object> blocks, AtomicBoolean stopped)
            throws IOException {
        byte[] buffer = new byte[PIECE];
        int filled = 0;
        long offset = from;
        boolean skipping = false;
        while (!stopped.get()) {
            int more = bytes.read(offset + filled, buffer, filled, buffer.length - filled);
            filled += more;
            boolean end = filled < buffer.length;
            int stop = end ? filled : Lines.feedBefore(buffer, 0, filled) + 1;
            if (skipping) {
                // The rest of a line of which the beginning was looked at.
                int feed = Lines.feed(buffer, 0, filled);
                int drop = feed < 0 ? filled : feed + 1;
                skipping = feed < 0 && !end;
                filled -= drop;
                System.arraycopy(buffer, drop, buffer, 0, filled);
                offset += drop;
                if (!end) {
                    continue;
                }
                stop = filled;
            }
            if (stop == 0 && !end && buffer.length < lineLimit) {
                buffer = java.util.Arrays.copyOf(buffer, Math.min(2 * buffer.length, Math.max(lineLimit, PIECE)));
                continue;
            }
            boolean cut = stop == 0 && !end;
            stop = cut ? filled : stop;
            skipping = cut;
            put(blocks, new Block(buffer, stop, offset, end, cut), stopped);
            if (end) {
                return;
            }
            byte[] next = new byte[buffer.length];
            filled -= stop;
            System.arraycopy(buffer, stop, next, 0, filled);
            offset += stop;
            buffer = next;
        }
    }

    private static void put(BlockingQueue<Object> blocks, Object block, AtomicBoolean stopped) {
        boolean interrupted = false;
        while (!stopped.get()) {
            try {
                blocks.put(block);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
