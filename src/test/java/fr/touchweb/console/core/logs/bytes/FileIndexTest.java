package fr.touchweb.console.core.logs.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.task.TaskControl;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIndexTest {
    @TempDir
    private Path folder;
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private static LineTime lineTime() {
        return LineTime.of(() -> new LineParser("access.log", null,
                new LocalTimes(ZoneOffset.UTC, InstantSource.system())));
    }

    private byte[] text(Random random, int bytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Instant time = Instant.parse("2025-01-13T10:00:00Z");
        while (text.size() < bytes) {
            time = time.plusSeconds(random.nextInt(3));
            starts.add((long) text.size());
            times.add(time.getEpochSecond() * 1_000_000);
            String line = "2025/01/13 " + time.toString().substring(11, 19) + " [error] 1#1: *1 "
                    + "x".repeat(random.nextInt(100) == 0 ? random.nextInt(300_000) : random.nextInt(200));
            text.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            text.write('\n');
        }
        return text.toByteArray();
    }

    private void check(FileIndex index, RandomBytes bytes, Random random) throws Exception {
        assertEquals(starts.size(), index.lines());
        for (int i = 0; i < 60; i++) {
            int line = random.nextInt(starts.size());
            assertEquals(starts.get(line), index.offsetOfLine(line, bytes), "line " + line);
            assertEquals(line, index.lineAt(starts.get(line), bytes), "line " + line);
            long time = times.get(line) - random.nextInt(1_000_000);
            int first = line;
            while (first > 0 && times.get(first - 1) >= time) {
                first--;
            }
            assertEquals(starts.get(first), index.offsetOfTime(time, bytes, lineTime()), "time " + time);
        }
        assertEquals(index.size(), index.offsetOfLine(starts.size(), bytes));
        assertEquals(index.size(), index.offsetOfTime(Long.MAX_VALUE, bytes, lineTime()));
        assertTrue(index.memory() < 16L * index.lines());
    }

    @Test
    void anyLineAndAnyTimeIsFoundInPlainAndInCompressedFiles() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] text = text(random, 5 << 20);
        Path file = folder.resolve("error.log");
        Files.write(file, text);
        Path zipped = folder.resolve("error.log.2.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(text);
        }
        for (Path one : List.of(file, zipped)) {
            try (RandomBytes bytes = GzipBytes.inflated(RandomBytes.of(one))) {
                for (int threads : new int[]{1, 2}) {
                    FileIndex index = new FileIndexer(FileIndexTest::lineTime, threads).index(bytes, null,
                            TaskControl.UNATTENDED);
                    check(index, bytes, random);
                }
            }
        }
    }

    @Test
    void anIndexGrowsWithItsFileAndIsReadBack() throws Exception {
        Random random = new Random(8);
        byte[] text = text(random, 3 << 20);
        Path file = folder.resolve("error.log");
        IndexStore store = new IndexStore(folder.resolve("indexes"), 1 << 20);
        FileIndexer indexer = new FileIndexer(FileIndexTest::lineTime, 2);
        for (int part : new int[]{1_000_000, 1_000_001, 2_500_000, text.length, text.length}) {
            Files.write(file, Arrays.copyOf(text, part));
            try (IndexStore.Opened opened = store.open(file.toString(), RandomBytes.of(file), indexer,
                    TaskControl.UNATTENDED)) {
                assertEquals(part == 1_000_000 ? 0 : 1, opened.known() > 0 ? 1 : 0);
                if (part == text.length) {
                    check(opened.index(), opened.bytes(), random);
                }
            }
        }
        // Another file under the same name is not taken for the one that is known.
        text[10]++;
        Files.write(file, text);
        try (IndexStore.Opened opened = store.open(file.toString(), RandomBytes.of(file), indexer,
                TaskControl.UNATTENDED)) {
            assertEquals(0, opened.known());
        }
    }

    @Test
    void aCompressedFileIsJumpedIntoAtOnceAtItsSecondOpening() throws Exception {
        Random random = new Random(9);
        byte[] text = text(random, 12 << 20);
        Path zipped = folder.resolve("error.log.2.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(text);
        }
        FileIndexer indexer = new FileIndexer(FileIndexTest::lineTime, 2);
        for (int i = 0; i < 2; i++) {
            IndexStore store = new IndexStore(folder.resolve("indexes"), 8 << 20);
            try (IndexStore.Opened opened = store.open("web1:/var/log/error.log.2.gz", RandomBytes.of(zipped), indexer,
                    TaskControl.UNATTENDED)) {
                assertEquals(i == 0 ? 0 : text.length, opened.known());
                assertEquals(text.length, opened.bytes().size());
                check(opened.index(), opened.bytes(), random);
            }
        }
    }

    @Test
    void filesWithoutLines() throws Exception {
        for (String text : List.of("", "x", "\n", "\n\n", "x".repeat(200_000))) {
            Path file = folder.resolve("some.log");
            Files.writeString(file, text);
            try (RandomBytes bytes = RandomBytes.of(file)) {
                FileIndex index = new FileIndexer(FileIndexTest::lineTime, 2).index(bytes, null,
                        TaskControl.UNATTENDED);
                assertEquals(text.lines().count(), index.lines());
                assertEquals(0, index.offsetOfLine(0, bytes));
                assertEquals(text.length(), index.offsetOfTime(0, bytes, lineTime()));
            }
        }
    }
}
