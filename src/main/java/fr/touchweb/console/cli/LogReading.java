package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.AccessTail;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.bytes.TornStream;
import fr.touchweb.console.core.logs.digest.FileDigest;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the verbs read logs of this machine: {@code .gz} is inflated, {@code -} is standard input, and lines without a year
 * are those before the last change of the file.
 */
record LogReading(Terminal terminal, FormatCatalog formats, @Nullable LogFormat forced, ZoneId zone,
        IndexStore indexes, AtomicBoolean torn) {
    private static final int BUFFER = 1 << 16;
    private static final int BEGINNING = 4 << 20;

    /**
     * What the options ask for.
     *
     * @param format id of the only format allowed, null for detection
     * @throws UsageException when there is no such format
     */
    static LogReading of(Terminal terminal, LogAccess access, CommonOptions options, @Nullable String format)
            throws IOException, UsageException {
        FormatCatalog formats = access.formats(options);
        LogFormat forced = format == null ? null : formats.ofId(format).orElse(null);
        if (format != null && forced == null) {
            String known = String.join(" ", formats.formats().stream().map(LogFormat::id).toList());
            throw new UsageException(Message.of("cli.logs.noSuchFormat", format, known));
        }
        return new LogReading(terminal, formats, forced, access.zone(options), access.indexes(options),
                new AtomicBoolean());
    }

    /** What a verb ends with that would end with a code, had every file been whole. */
    int code(int whole) {
        return torn.get() ? ExitCode.USAGE : whole;
    }

    /** A log that is being read. */
    record Opened(LogReading reading, String name, InputStream input, Instant changed, AccessTail tail)
            implements
                AutoCloseable {
        /** A parser with a memory of its own. */
        LineParser parser() {
            return reading.parser(name, changed, tail);
        }

        /** Says so when its data ended before their time. */
        @Override
        public void close() throws IOException {
            input.close();
            if (input instanceof TornStream stream && stream.isTorn()) {
                reading.torn.set(true);
                reading.terminal.say(Message.of("cli.logs.torn", name));
            }
        }
    }

    Opened open(String file, TimeRange range) throws IOException, InterruptedException, UsageException {
        boolean standard = file.equals("-");
        if (!standard && Files.isDirectory(Path.of(file))) {
            throw new UsageException(Message.of("logs.notAFile", file));
        }
        Instant changed = standard ? Instant.now() : Files.getLastModifiedTime(Path.of(file)).toInstant();
        AccessTail tail = standard ? formats.tail(file) : learnt(file);
        tail.why().ifPresent(why -> terminal.say(Message.of("cli.logs.tail", file, why)));
        if (range.given()) {
            String reads = zone.getId() + " " + (forced == null ? "" : forced.id());
            return new Opened(this, file, range.of(file, reads, indexes, () -> parser(file, changed, tail)).stream(),
                    changed, tail);
        }
        return new Opened(this, file, inflated(standard ? terminal.in() : Files.newInputStream(Path.of(file))),
                changed, tail);
    }

    /** What the beginning of a file teaches of what its lines say behind the agent. */
    private AccessTail learnt(String file) throws IOException {
        if (!Files.isRegularFile(Path.of(file))) {
            return formats.tail(file);
        }
        try (InputStream input = inflated(Files.newInputStream(Path.of(file)))) {
            byte[] beginning = input.readNBytes(BEGINNING);
            return formats.tail(file, beginning, beginning.length);
        }
    }

    private LineParser parser(String name, Instant changed, AccessTail tail) {
        return formats.parser(name, forced, new LocalTimes(zone, () -> changed), tail);
    }

    /** Reads all records of a file, on several cores where the file allows; what each part gave, in their order. */
    <T> List<T> parts(String file, TimeRange range, Supplier<T> part, BiConsumer<T, ParsedLine> take)
            throws IOException, InterruptedException, UsageException {
        List<T> parts = new ArrayList<>();
        Supplier<Consumer<ParsedLine>> next = () -> {
            T one = part.get();
            parts.add(one);
            return line -> take.accept(one, line);
        };
        try (Opened opened = open(file, range)) {
            if (range.given() || file.equals("-") || !Files.isRegularFile(Path.of(file)) || zipped(Path.of(file))) {
                Consumer<ParsedLine> only = next.get();
                new RecordFeed(opened::parser, (parsed, line, lines) -> only.accept(parsed)).read(opened.input(),
                        Thread::interrupted);
            } else {
                FileDigest.read(Path.of(file), opened::parser, next, Runtime.getRuntime().availableProcessors(),
                        () -> Thread.currentThread().isInterrupted());
            }
        }
        return parts;
    }

    /** Whether a file begins like one that gzip wrote (RFC 1952). */
    static boolean zipped(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.read() == 0x1f && input.read() == 0x8b;
        }
    }

    /** A pipe gives its bytes once: those at which is looked are read again. */
    private static InputStream inflated(InputStream bytes) throws IOException {
        InputStream input = new BufferedInputStream(bytes, BUFFER);
        input.mark(2);
        boolean zipped = input.read() == 0x1f && input.read() == 0x8b;
        input.reset();
        return zipped ? TornStream.of(input) : input;
    }
}
