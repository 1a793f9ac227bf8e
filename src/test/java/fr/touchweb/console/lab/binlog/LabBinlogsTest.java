package fr.touchweb.console.lab.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab's files, read by the database's own tool. */
class LabBinlogsTest {
    private static final Instant NOW = Instant.parse("2027-03-02T09:15:30Z");

    @TempDir
    Path root;

    private record Printed(int code, String out, String err) {}

    private Printed print(Path file, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of(RealPeer.require("mysqlbinlog").toString(), "--no-defaults",
                file.toString(), "--base64-output=DECODE-ROWS"));
        line.addAll(List.of(options));
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("TZ", "UTC0");
        int code = builder.start().waitFor();
        return new Printed(code, Files.readString(out, StandardCharsets.ISO_8859_1), Files.readString(err));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(root.resolve("var/log/mysql"))) {
            return all.filter(file -> !file.toString().endsWith("index")).sorted().toList();
        }
    }

    @Test
    void theRealToolFindsEveryChecksumRightAfterTheMove() throws Exception {
        LabBinlogs.source(root, NOW);
        List<Path> files = files();
        assertEquals(6, files.size());
        for (Path file : files) {
            Printed printed = print(file, "--verify-binlog-checksum");
            assertEquals(0, printed.code(), printed.err());
            assertEquals("", printed.err());
            boolean newest = file.equals(files.getLast());
            assertEquals(newest, printed.out().contains("was not closed properly"), file.toString());
            assertEquals(!newest, printed.out().contains("Rotate to mysql-bin."), file.toString());
        }
        String last = print(files.getLast()).out();
        assertTrue(last.contains("#270302  8:57:01 server id 11"), "the price error stands 19 minutes before now");
        assertEquals(-1, last.indexOf("#270302  9:16:"));
    }

    @Test
    void theNewestFileGrowsWithTheClockAndStaysWhole() throws Exception {
        LabBinlogs live = LabBinlogs.source(root, NOW);
        Path newest = files().getLast();
        long before = Files.size(newest);
        live.advance(NOW);
        assertEquals(before, Files.size(newest));
        live.advance(NOW.plus(Duration.ofMinutes(3)));
        assertTrue(Files.size(newest) > before);
        Printed printed = print(newest, "--verify-binlog-checksum", "--start-position=" + before);
        assertEquals(0, printed.code(), printed.err());
        assertTrue(printed.out().contains("#270302  9:18:"), printed.out());
    }

    @Test
    void theCrashedFileOfTheReplicaStopsWhereTheDiskStopped() throws Exception {
        LabBinlogs.replica(root, "10.5.29-MariaDB-log", NOW);
        List<Path> files = files();
        assertEquals(0, print(files.get(0), "--verify-binlog-checksum").code());
        Printed crashed = print(files.get(1));
        assertEquals(1, crashed.code());
        assertTrue(crashed.out().contains("server v 10.5.29-MariaDB-log"), crashed.out());
        Printed newest = print(files.get(2), "--verify-binlog-checksum");
        assertEquals(0, newest.code(), newest.err());
        assertTrue(newest.out().contains("was not closed properly"));
    }

    @Test
    void theRecordedTextIsWhatTheToolPrintsForTheMovedFile() throws Exception {
        LabBinlogs.source(root, NOW);
        LabBinlogs.replayed(root, NOW);
        Path file = files().getFirst();
        Printed real = print(file, "-vv", "--print-table-metadata");
        String recorded = Files.readString(root.resolve("var/lib/lab-binlog/mysql-bin.000407.txt"),
                StandardCharsets.ISO_8859_1);
        assertEquals(comparable(real.out()), comparable(recorded));
    }

    @Test
    void theStandInPrintsWhatTheToolPrintsForTheSameArguments() throws Exception {
        LabBinlogs.source(root, NOW);
        LabBinlogs.replayed(root, NOW);
        for (Path file : List.of(files().get(0), files().getLast())) {
            for (List<String> options : List.of(List.<String>of(), List.of("-vv", "--print-table-metadata"),
                    List.of("-vv"))) {
                assertReplayed(file, options);
            }
        }
    }

    /** A part begins with what its first statement inherits: its database, the session and its character set. */
    @Test
    void theStandInPrintsAPartLikeTheTool() throws Exception {
        LabBinlogs.source(root, NOW);
        LabBinlogs.replayed(root, NOW);
        Path file = files().getLast();
        Matcher ddl = Pattern.compile("# at (\\d+)\n[^\n]*\tGTID \\S+ ddl\n").matcher(print(file).out());
        assertTrue(ddl.find());
        String start = "--start-position=" + ddl.group(1);
        assertTrue(print(file, start).out().contains("use `shop`/*!*/;\nSET TIMESTAMP"));
        assertReplayed(file, List.of(start));
        assertReplayed(file, List.of("-vv", "--print-table-metadata", start,
                "--stop-position=" + (Long.parseLong(ddl.group(1)) + 60)));
    }

    private void assertReplayed(Path file, List<String> options) throws Exception {
        Path script = root.resolve("usr/local/lab/bin/mysqlbinlog");
        if (!Files.exists(script)) {
            Files.createDirectories(script.getParent());
            Files.copy(Path.of("resources/lab/bin/mysqlbinlog"), script);
            assertTrue(script.toFile().setExecutable(true));
        }
        Printed real = print(file, options.toArray(String[]::new));
        List<String> line = new ArrayList<>(List.of("sh", script.toString(), "--no-defaults", file.toString(),
                "--base64-output=DECODE-ROWS"));
        line.addAll(options);
        Path out = root.resolve("replayed");
        assertEquals(0, new ProcessBuilder(line).redirectOutput(out.toFile()).start().waitFor());
        String replayed = Files.readString(out, StandardCharsets.ISO_8859_1);
        assertTrue(replayed.startsWith("# replayed"), replayed);
        assertEquals(comparable(real.out()), comparable(replayed.substring(replayed.indexOf('\n') + 1)),
                file + " " + options);
    }

    /** Checksums differ, and the word of when the server was started stands inside a text of its own. */
    private static String comparable(String text) {
        return text.replaceAll("CRC32 0x[0-9a-f]{8}", "").replaceAll("created [^\n]*", "");
    }
}
