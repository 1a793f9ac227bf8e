package fr.touchweb.console.core.binlog.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EventScannerTest {
    private static final Path SAMPLES = Path.of("../shared/data/mysql-binlog");

    /** Everything that a scan tells. */
    static final class Heard implements ScanSink {
        final List<RawEvent> events = new ArrayList<>();
        final List<String> rows = new ArrayList<>();
        final List<Long> counts = new ArrayList<>();
        final List<String> jumps = new ArrayList<>();
        boolean trailer;

        @Override
        public void header(RawEvent event) {}

        @Override
        public void ended(RawEvent event) {
            events.add(event);
        }

        @Override
        public void rowLine(byte[] b, int from, int to, long length, byte[] tail) {
            rows.add(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void rowCount(long count) {
            counts.add(count);
        }

        @Override
        public void jump(long from, long to) {
            jumps.add(from + "-" + to);
        }

        @Override
        public void trailer() {
            trailer = true;
        }

        List<String> spans() {
            return events.stream().filter(e -> !e.inner).map(e -> e.start + "-" + e.end).toList();
        }
    }

    static Heard scan(InputStream text) throws IOException {
        Heard heard = new Heard();
        EventScanner scanner = new EventScanner(text, 1 << 20, 1 << 16, heard);
        while (scanner.scan(1000)) {
            // On to the end.
        }
        return heard;
    }

    static Heard scan(Path text) throws IOException {
        try (InputStream in = Files.newInputStream(text)) {
            return scan(in);
        }
    }

    static Heard scan(String text) throws IOException {
        return scan(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @TestFactory
    Stream<DynamicTest> boundariesAreThoseOfTheBinaryFile() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no ../shared/data/mysql-binlog here");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path text : files.sorted().toList()) {
                Path binary = binaryOf(text);
                if (binary != null && Files.exists(binary)) {
                    tests.add(DynamicTest.dynamicTest(SAMPLES.relativize(text).toString(),
                            () -> assertEquals(BinaryWalk.of(binary), scan(text).spans())));
                }
            }
        }
        assertTrue(tests.size() >= 110, "samples: " + tests.size());
        return tests.stream();
    }

    /** MariaDB 11 tells no positions inside of transactions; these are its texts made from those of 10.11. */
    @TestFactory
    Stream<DynamicTest> boundariesWithoutPositionsInTransactions() throws IOException {
        Path folder = SAMPLES.resolve("made-here/m1011");
        assumeTrue(Files.isDirectory(folder), "no " + folder + " here");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".v.txt")).sorted().toList().stream()
                    .map(text -> DynamicTest.dynamicTest(text.getFileName().toString(), () -> {
                        String printed = Files.readString(text, StandardCharsets.ISO_8859_1);
                        assertEquals(scan(printed).spans(), scan(withoutPositions(printed)).spans());
                    }));
        }
    }

    private static String withoutPositions(String printed) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        for (String line : printed.split("\n", -1)) {
            inside = (inside || line.equals("START TRANSACTION")) && !line.contains("\tXid = ");
            boolean told = inside && line.matches("#\\d{6} .* end_log_pos \\d+ .*\\t"
                    + "(Query|Intvar|Rand|User_var|Annotate_rows:|Table_map|\\w+_rows:).*");
            text.append(told ? line.replaceFirst("end_log_pos \\d+", "end_log_pos 0") : line).append('\n');
        }
        return text.toString();
    }

    /** Wherever a text is cut, what was read before is true and nothing is made up. */
    @Test
    void aCutTextHasNoFalseEvents() throws IOException {
        Path folder = SAMPLES.resolve("made-here");
        assumeTrue(Files.isDirectory(folder), "no " + folder + " here");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (String name : List.of("m1011/03b-injection-comments.v.txt", "my80/03-strings-injection.vv.txt",
                "my97/10-compress.mysql8.vv.txt", "m1011/04-statement-mixed.v.txt")) {
            String whole = Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
            List<String> spans = scan(whole).spans();
            for (int i = 0; i < 60; i++) {
                int cut = random.nextInt(whole.length());
                List<String> read = scan(whole.substring(0, cut)).spans();
                assertEquals(spans.subList(0, Math.min(read.size(), spans.size())), read,
                        name + " cut at " + cut + ", seed " + seed);
            }
        }
    }

    private static Path binaryOf(Path text) {
        String name = text.getFileName().toString();
        if (name.matches(".*\\.vv?\\.txt") && !name.startsWith("22-") && !name.startsWith("16b-")
                && !name.startsWith("23-")) {
            return text.resolveSibling(name.replaceFirst("\\.vv?\\.txt$", ".bin"));
        }
        return name.matches("plaintext-mysql-bin\\.\\w+") ? text.resolveSibling(name.substring(10)) : null;
    }

    @TestFactory
    Stream<DynamicTest> savedTextsOfOldServers() throws IOException {
        Path folder = SAMPLES.resolve("percona__percona-toolkit/t/lib/samples/binlogs");
        assumeTrue(Files.isDirectory(folder), "no " + folder + " here");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList().stream()
                    .map(text -> DynamicTest.dynamicTest(text.getFileName().toString(), () -> {
                        List<Long> positions = Files.readAllLines(text, StandardCharsets.ISO_8859_1).stream()
                                .filter(line -> line.matches("# at \\d+")).map(line -> Long.valueOf(line.substring(5)))
                                .toList();
                        assertEquals(positions, scan(text).events.stream().map(e -> e.start).toList());
                    }));
        }
    }
}
