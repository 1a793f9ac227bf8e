package fr.touchweb.console.core.logs.merge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes on a thread of its own, so that a merge goes on while the kernel takes what is ready. An error of the stream
 * comes with a later call, {@link #finish} at the latest. For one thread at a time; the stream stays open.
 */
final class WriteBehind implements AutoCloseable {
    private static final int BLOCK = 1 << 19;
    private static final int BLOCKS = 4;

    /** Bytes that are ready; of none, the end. */
    private record Block(byte[] bytes, int length) {}

    private final OutputStream out;
    private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
    private final BlockingQueue<Block> ready = new LinkedBlockingQueue<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("merge-write").factory());
    private volatile @Nullable Exception failure;
    private byte[] block = new byte[BLOCK];
    private int filled;

    WriteBehind(OutputStream out) {
        this.out = out;
        for (int i = 1; i < BLOCKS; i++) {
            free.add(new byte[BLOCK]);
        }
        writer.execute(this::drain);
    }

    /** Takes bytes, and a line feed after them. */
    void line(byte[] b, int start, int length) throws IOException, InterruptedException {
        int at = start;
        int left = length;
        while (left > 0) {
            room();
            int part = Math.min(left, BLOCK - filled);
            System.arraycopy(b, at, block, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
        room();
        block[filled++] = '\n';
    }

    private void room() throws IOException, InterruptedException {
        if (filled == BLOCK) {
            hand();
        }
    }

    private void hand() throws IOException, InterruptedException {
        ready.add(new Block(block, filled));
        block = free.take();
        filled = 0;
        check();
    }

    private void check() throws IOException {
        Exception failed = failure;
        if (failed != null) {
            throw failed instanceof IOException known ? known : new IOException(failed);
        }
    }

    private void drain() {
        try {
            for (Block next = ready.take(); next.length > 0; next = ready.take()) {
                // After an error blocks are only given back: the merge hears of it and ends.
                if (failure == null) {
                    write(next);
                }
                free.add(next.bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Block next) {
        try {
            out.write(next.bytes, 0, next.length);
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Waits until everything is written. */
    void finish() throws IOException, InterruptedException {
        if (filled > 0) {
            hand();
        }
        ready.add(new Block(block, 0));
        writer.shutdown();
        writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        check();
    }

    /** Stops; what is not written yet is not. */
    @Override
    public void close() {
        writer.shutdownNow();
    }
}
