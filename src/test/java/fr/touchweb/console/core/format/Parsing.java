package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Shared by the tests of this package: parsers in Paris, the real files. */
final class Parsing {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final InstantSource NOW = () -> Instant.parse("2025-01-20T12:00:00Z");

    private Parsing() {}

    static LineParser parser(String path) {
        return new LineParser(path, null, new LocalTimes(PARIS, NOW));
    }

    static ParsedLine line(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parser(path).parse(bytes, 0, bytes.length);
    }

    static ParsedLine line(String text) {
        return line("/var/log/x.log", text);
    }

    static LogRecord record(String text) {
        return LogRecord.of(parser("/var/log/x.log"), text.getBytes(StandardCharsets.UTF_8), 1, 1);
    }

    static List<LogRecord> records(String path, byte[] bytes) throws IOException {
        Supplier<LineParser> parsers = () -> parser(path);
        RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes), parsers);
        List<LogRecord> all = new ArrayList<>();
        for (LogRecord next = reader.next(); next != null; next = reader.next()) {
            all.add(next);
        }
        return all;
    }

    /** A real file; its absence skips the test with a message. */
    static Path real(String name) {
        Path file = Path.of("../shared/data").resolve(name);
        assumeTrue(Files.exists(file), "real test data are not here: " + name);
        return file;
    }
}
