package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.logs.bytes.Excerpt;
import fr.touchweb.console.core.logs.bytes.FileIndexer;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --from} and {@code --to}: a part of each file, found by an index that is kept for the next time. */
final class TimeRange {
    @Option(names = "--from", paramLabel = "TIME", descriptionKey = "cli.logs.rangeFrom")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "TIME", descriptionKey = "cli.logs.rangeTo")
    @Nullable
    private String to;

    boolean given() {
        return from != null || to != null;
    }

    /** Moment from which on it is read, null for the beginning. */
    @Nullable
    Instant begin() throws UsageException {
        return from == null ? null : Moments.moment(from);
    }

    /** Moment before which it is read, null for the end. */
    @Nullable
    Instant end() throws UsageException {
        return to == null ? null : Moments.moment(to);
    }

    /**
     * The part of a file of this machine.
     *
     * @param reads what the times of its lines depend on beside the file
     * @throws UsageException for what cannot be read twice
     */
    Excerpt of(String file, String reads, IndexStore indexes, Supplier<LineParser> parsers)
            throws IOException, InterruptedException, UsageException {
        Path path = Path.of(file);
        if (file.equals("-") || Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UsageException(Message.of("cli.logs.rangeOfFiles", file));
        }
        Instant begin = begin();
        Instant end = end();
        ordered(begin, end);
        Supplier<LineTime> times = () -> LineTime.of(parsers);
        FileIndexer indexer = new FileIndexer(times, Runtime.getRuntime().availableProcessors());
        return Excerpt.of(indexes.open(path.toAbsolutePath() + "\n" + reads, RandomBytes.of(path), indexer,
                TaskControl.UNATTENDED), begin == null ? null : micros(begin), end == null ? null : micros(end), times);
    }

    private void ordered(@Nullable Instant begin, @Nullable Instant end) throws UsageException {
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new UsageException(Message.of("cli.logs.rangeBackwards", String.valueOf(from), String.valueOf(to)));
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
