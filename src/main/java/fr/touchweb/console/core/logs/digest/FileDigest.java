package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Detection;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.Newlines;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.RecordFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a log of this machine on several cores: it is cut where a record begins that tells its format and its time, each
 * part goes to a digest of its own, and the caller merges them in their order.
 */
public final class FileDigest {
    private static final int LOOK = 1 << 20;
    private static final long SMALLEST_PART = 8L << 20;

    private FileDigest() {}

    /**
     * Reads a file that is not compressed.
     *
     * @param parsers makes parsers for this file, each with a memory of its own
     * @param sinks makes one taker of records for each part; asked in the order of the parts
     * @param threads parts at most
     * @param cancelled asked now and then, on every thread
     * @return bytes read
     */
    public static long read(Path file, Supplier<LineParser> parsers, Supplier<Consumer<ParsedLine>> sinks, int threads,
            BooleanSupplier cancelled) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long[] cuts = cuts(channel, parsers, threads);
            List<Callable<Long>> parts = new ArrayList<>();
            for (int i = 0; i + 1 < cuts.length; i++) {
                Consumer<ParsedLine> sink = sinks.get();
                long from = cuts[i];
                // The last part ends where the file does by then: it may grow.
                long to = i + 2 == cuts.length ? Long.MAX_VALUE : cuts[i + 1];
                parts.add(() -> new RecordFeed(parsers, (parsed, line, lines) -> sink.accept(parsed))
                        .read(new Part(channel, from, to), cancelled));
            }
            return parts.size() == 1 ? one(parts.getFirst()) : all(parts);
        }
    }

    private static long one(Callable<Long> part) throws IOException {
        try {
            return part.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long all(List<Callable<Long>> parts) throws IOException, InterruptedException {
        long bytes = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(parts.size())) {
            for (Future<Long> part : pool.invokeAll(parts)) {
                bytes += part.get();
            }
        } catch (ExecutionException e) {
            switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new IllegalStateException(e);
            }
        }
        return bytes;
    }

    /** Where the parts begin, and the size of the file. */
    private static long[] cuts(FileChannel channel, Supplier<LineParser> parsers, int threads) throws IOException {
        long size = channel.size();
        int parts = (int) Math.max(1, Math.min(threads, size / SMALLEST_PART));
        List<Long> cuts = new ArrayList<>(List.of(0L));
        if (parts > 1) {
            byte[] look = new byte[LOOK];
            LogFormat format = Detection.of(parsers.get(), look, fill(channel, look, 0)).format();
            for (int i = 1; i < parts; i++) {
                long cut = format == LogFormat.TEXT
                        ? -1
                        : recordStart(channel, look, size / parts * i, format, parsers);
                if (cut > cuts.getLast()) {
                    cuts.add(cut);
                }
            }
        }
        cuts.add(size);
        return cuts.stream().mapToLong(Long::longValue).toArray();
    }

    private static long recordStart(FileChannel channel, byte[] look, long near, LogFormat format,
            Supplier<LineParser> parsers) throws IOException {
        int length = fill(channel, look, near);
        LineParser parser = parsers.get();
        int from = Newlines.find(look, 0, length) + 1;
        for (int feed = Newlines.find(look, from, length); from > 0 && feed >= 0; feed = Newlines.find(look, from,
                length)) {
            ParsedLine line = parser.parseRecord(look, from, feed);
            if (line.format() == format && line.time() != LocalTimes.NONE) {
                return near + from;
            }
            from = feed + 1;
        }
        return -1;
    }

    private static int fill(FileChannel channel, byte[] look, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(look);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }

    /** A part of a file. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long to;
        private long at;

        private Part(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int offset, int length) throws IOException {
            if (at >= to) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(b, offset, (int) Math.min(length, to - at)), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
