package fr.touchweb.console.core.logs.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.StreamBytes;
import fr.touchweb.console.core.task.TaskControl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineMergeTest {
    private record Expected(int second, int file, int number, String line) {}

    private static List<String> merged(List<String> files) throws Exception {
        List<LineMerge.Input> inputs = new ArrayList<>();
        for (String file : files) {
            inputs.add(input(file));
        }
        List<String> lines = new ArrayList<>();
        long count = new LineMerge(2, 1 << 20).merge(inputs, (input, b, start, length) -> lines
                .addAll(List.of(new String(b, start, length, StandardCharsets.UTF_8).split("\n", -1))),
                TaskControl.UNATTENDED);
        assertEquals(lines.size(), count);
        return lines;
    }

    private static LineMerge.Input input(String file) {
        return new LineMerge.Input(new StreamBytes(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                LineTime.of(() -> new LineParser("x.log", null,
                        new LocalTimes(ZoneOffset.UTC, InstantSource.system()))));
    }

    private static String line(int second, String text) {
        return "2025/01/13 %02d:%02d:%02d [error] 1#1: *1 %s".formatted(second / 3600, second / 60 % 60, second % 60,
                text);
    }

    @Test
    void linesComeInTheOrderOfTheirTimesEachOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            List<Expected> expected = new ArrayList<>();
            List<String> files = new ArrayList<>();
            for (int file = random.nextInt(1, 6); file > 0; file--) {
                StringBuilder text = new StringBuilder();
                int second = random.nextInt(50);
                for (int i = random.nextInt(6_000); i > 0; i--) {
                    second += random.nextInt(3);
                    // A request that took long is written long after the moment that its line tells.
                    int told = Math.max(0, second - (random.nextInt(30) == 0 ? random.nextInt(40) : 0));
                    String line = line(told, "f" + files.size() + "-" + i);
                    expected.add(new Expected(told, files.size(), expected.size(), line));
                    text.append(line).append('\n');
                }
                files.add(text.toString());
            }
            expected.sort(Comparator.comparingInt(Expected::second).thenComparingInt(Expected::file)
                    .thenComparingInt(Expected::number));
            List<String> lines = merged(files);
            assertEquals(expected.size(), lines.size(), "seed " + seed);
            for (int i = 0; i < lines.size(); i++) {
                assertEquals(expected.get(i).line(), lines.get(i), "seed " + seed + ", line " + i);
            }
        }
    }

    @Test
    void linesWithoutATimeStayBehindTheirs() throws Exception {
        String php = "[13-Jan-2025 10:00:02 UTC] PHP Fatal error:  Uncaught\nStack trace:\n#0 {main}\n"
                + "[13-Jan-2025 10:00:09 UTC] PHP Warning:  x";
        String nginx = "banner\n" + line(36_001, "a") + "\n" + line(36_005, "b") + "\n";
        assertEquals(List.of("banner", line(36_001, "a"), "[13-Jan-2025 10:00:02 UTC] PHP Fatal error:  Uncaught",
                "Stack trace:", "#0 {main}", line(36_005, "b"), "[13-Jan-2025 10:00:09 UTC] PHP Warning:  x"),
                merged(List.of(php, nginx)));
        assertEquals(List.of(), merged(List.of("", "")));
    }

    @Test
    void whatIsWrittenIsEveryLineWithItsLineFeed() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(line(i, "x".repeat(i % 97))).append('\n');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(60_000, new LineMerge(2, 1 << 20).mergeTo(out, List.of(input(text.toString())),
                TaskControl.UNATTENDED));
        assertEquals(text.toString(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFullDiskEndsTheMergeWithItsError() {
        String text = (line(1, "x".repeat(200)) + "\n").repeat(50_000);
        IOException full = assertThrows(IOException.class, () -> new LineMerge(2, 1 << 20).mergeTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        }, List.of(input(text)), TaskControl.UNATTENDED));
        assertEquals("No space left on device", full.getMessage());
    }
}
