package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How the verbs read logs of this machine: {@code .gz} is inflated, {@code -} is standard input, and lines without a year
 * are those before the last change of the file.
 */
record LogReading(Terminal terminal, FormatCatalog formats, @Nullable LogFormat forced, ZoneId zone) {
    private static final int BUFFER = 1 << 16;

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
        return new LogReading(terminal, formats, forced, access.zone(options));
    }

    /** A log that is being read. */
    record Opened(LogReading reading, String name, InputStream input, Instant changed) implements AutoCloseable {
        /** A parser with a memory of its own. */
        LineParser parser() {
            return reading.formats.parser(name, reading.forced, new LocalTimes(reading.zone, () -> changed));
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }

    Opened open(String file) throws IOException {
        boolean standard = file.equals("-");
        Instant changed = standard ? Instant.now() : Files.getLastModifiedTime(Path.of(file)).toInstant();
        return new Opened(this, file, standard ? terminal.in() : inflated(Path.of(file)), changed);
    }

    /** Whether a file begins like one that gzip wrote (RFC 1952). */
    static boolean zipped(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.read() == 0x1f && input.read() == 0x8b;
        }
    }

    private static InputStream inflated(Path file) throws IOException {
        InputStream input = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return zipped(file) ? new GZIPInputStream(input, BUFFER) : input;
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }
}
