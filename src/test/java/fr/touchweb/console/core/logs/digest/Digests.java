package fr.touchweb.console.core.logs.digest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Shared by the tests of this package. */
final class Digests {
    static final DigestPolicy POLICY = new DigestPolicy(1_000, 512, 600, 1_000, 4_096, 2, 10);

    private Digests() {}

    static Supplier<LineParser> parsers(String path) {
        return () -> FormatCatalog.plain().parser(path, null,
                new LocalTimes(ZoneOffset.UTC, () -> Instant.parse("2025-02-01T00:00:00Z")));
    }

    static void feed(String path, byte[] bytes, RecordFeed.Sink sink) throws IOException {
        new RecordFeed(parsers(path), sink).read(new ByteArrayInputStream(bytes), () -> false);
    }

    static LogSummary stats(String text) throws IOException {
        LogDigest digest = new LogDigest(POLICY);
        feed("x.log", text.getBytes(StandardCharsets.UTF_8), (parsed, line, lines) -> digest.accept(parsed));
        return digest.summary(10);
    }

    static SlowQueries slow(Path file) throws IOException {
        SlowQueryDigest digest = new SlowQueryDigest(POLICY);
        feed(file.toString(), Files.readAllBytes(file), (parsed, line, lines) -> digest.accept(parsed));
        return digest.summary(Integer.MAX_VALUE);
    }

    /** A real file; its absence skips the test with a message. */
    static Path real(String name) {
        Path file = Path.of("../shared/data").resolve(name);
        assumeTrue(Files.exists(file), "real test data are not here: " + name);
        return file;
    }
}
