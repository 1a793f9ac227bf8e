package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    @TempDir
    private Path folder;
    private LogsTerminal terminal;

    @BeforeEach
    void begin() {
        terminal = new LogsTerminal(folder);
    }

    private int run(String... arguments) {
        return terminal.run(arguments);
    }

    private String output() {
        return terminal.output();
    }

    private String errors() {
        return terminal.errors();
    }

    private List<JsonNode> json() throws IOException {
        return terminal.json();
    }

    @Test
    void searchPrintsOrCountsMatchingLines() throws Exception {
        Path plain = folder.resolve("access.log");
        Files.writeString(plain, "GET /a 500\nGET /b 200\nget /c 503\n");
        Path zipped = folder.resolve("access.log.2.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            zip.write("GET /old 502\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, run("logs", "search", "GET .* 50[0-9]", plain.toString()));
        assertEquals("GET /a 500\n", output());
        assertEquals(0, run("logs", "search", "-i", "--count", "GET .* 50[0-9]", plain.toString()));
        assertEquals("2\n", output());
        assertEquals(0, run("logs", "search", "--count", "50", plain.toString(), zipped.toString()));
        assertEquals(plain + ":2\n" + zipped + ":1\n", output());
        assertEquals(0, run("logs", "search", "old", plain.toString(), zipped.toString()));
        assertEquals(zipped + ":GET /old 502\n", output());
        assertEquals(1, run("logs", "search", "nothing", plain.toString()));
        assertEquals("", output());
        assertEquals(2, run("logs", "search", "(", plain.toString()));
        assertEquals(2, run("logs", "search", "a", folder.toString()));
        assertEquals(2, run("logs", "search", "GET", folder.resolve("none").toString(), plain.toString()));
        assertEquals(plain + ":GET /a 500\n" + plain + ":GET /b 200\n", output());
        assertEquals(0, run("logs", "search", "--json", "a 500", plain.toString()));
        JsonNode line = new ObjectMapper().readTree(output());
        assertEquals("GET /a 500", line.get("message").asText());
        assertEquals(0, line.get("offset").asLong());
    }

    @Test
    void aPartInTimeIsReadByAnIndexThatIsKept() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            lines.append("198.51.100.14 - - [13/Jan/2025:%02d:%02d:%02d +0000] \"GET /p%d HTTP/1.1\" 200 12\n"
                    .formatted(i / 3600, i / 60 % 60, i % 60, i));
        }
        Path plain = folder.resolve("access.log");
        Files.writeString(plain, lines);
        Path zipped = folder.resolve("access.log.2.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        String[] range = {"--from", "2025-01-13T01:00:00Z", "--to", "2025-01-13T01:00:03Z"};
        String part = lines.toString().lines().skip(3_600).limit(3).collect(Collectors.joining("\n", "", "\n"));
        for (Path file : List.of(plain, zipped)) {
            for (int turn = 0; turn < 2; turn++) {
                assertEquals(0, run("logs", "merge", range[0], range[1], range[2], range[3], file.toString()));
                assertEquals(part, output());
            }
            assertEquals(0, run("logs", "search", "GET", "--count", range[0], range[1], range[2], range[3],
                    file.toString()));
            assertEquals("3\n", output());
            assertEquals(0, run("logs", "search", "p3601", "--json", range[0], range[1], file.toString()));
            assertEquals(lines.indexOf("198.51.100.14 - - [13/Jan/2025:01:00:01"),
                    new ObjectMapper().readTree(output()).get("offset").asLong(), "its place in the whole file");
            assertEquals(0, run("logs", "stats", "--json", range[0], range[1], range[2], range[3], file.toString()));
            assertEquals(3, new ObjectMapper().readTree(output()).get("records").asLong());
            assertEquals(0, run("logs", "parse", range[2], "2025-01-13T00:00:02Z", file.toString()));
            assertEquals(2, output().lines().count());
            assertEquals(1, run("logs", "search", "GET", "--from", "2025-01-13T09:00:00Z", file.toString()));
        }
        try (Stream<Path> kept = Files.list(folder.resolve("indexes"))) {
            assertTrue(kept.count() >= 2, "an index of each file");
        }
        assertEquals(2, run("logs", "search", "GET", "--from", "yesterday", plain.toString()));
        assertEquals(2, run("logs", "search", "GET", "--from", "15m", "-"));
        assertEquals(2, run("logs", "search", "GET", "--from", "15m", "web1:access"));
    }

    @Test
    void searchOfAServersLogReadsItsRotatedFilesToo() throws Exception {
        Files.writeString(folder.resolve("access.log"), "new 500\nnew 200\n");
        Files.writeString(folder.resolve("access.log.1"), "middle 500\n");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.2.gz")))) {
            zip.write("old 500\nold 200\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, run("logs", "search", "--count", "new 500|middle", "web1:access"));
        assertEquals("web1:" + folder + "/access.log.2.gz:0\nweb1:" + folder + "/access.log.1:1\nweb1:" + folder
                + "/access.log:1\n", output());
        assertTrue(errors().contains("zgrep -a -F -e 'new 500' -e middle"), errors());
        assertEquals(0, run("logs", "search", "--count", "old 5", "web1:" + folder + "/access.log"));
        assertTrue(output().contains(".2.gz:20000\n"), output());
        assertTrue(!errors().contains("zgrep"), errors());
    }

    @Test
    void followingGoesOnWhereItStoppedUntilThatIsForgotten() throws Exception {
        Path log = folder.resolve("app.log");
        Files.writeString(log, "one\ntwo\n");
        String[] follow = {"logs", "follow", "--raw", "--from", "last", "--for", "1s", log.toString()};
        assertEquals(0, run(follow));
        assertEquals("", output());
        Files.writeString(log, "three\n", StandardOpenOption.APPEND);
        Files.move(log, folder.resolve("app.log.1"));
        Files.writeString(log, "four\n");
        assertEquals(0, run(follow));
        assertEquals("three\nfour\n", output());
        assertTrue(errors().contains("app.log"), errors());
        assertEquals(0, run("logs", "forget"));
        assertTrue(errors().contains("1 "), errors());
        Files.writeString(log, "five\n", StandardOpenOption.APPEND);
        assertEquals(0, run(follow));
        assertEquals("", output(), "it begins anew");
    }

    @Test
    void mergeOrdersByTime() throws Exception {
        Path first = folder.resolve("a.log");
        Path second = folder.resolve("b.log");
        Files.writeString(first, "2025/01/13 10:00:01 [error] 1#1: a\n2025/01/13 10:00:05 [error] 1#1: b\n");
        Files.writeString(second, "[13-Jan-2025 10:00:03 UTC] PHP Warning:  x\nmore");
        assertEquals(0, run("logs", "merge", "--zone", "UTC", first.toString(), second.toString()));
        assertEquals("2025/01/13 10:00:01 [error] 1#1: a\n[13-Jan-2025 10:00:03 UTC] PHP Warning:  x\nmore\n"
                + "2025/01/13 10:00:05 [error] 1#1: b\n", output());
        assertEquals(2, run("logs", "merge", first.toString(), folder.resolve("none").toString()));
    }

    @Test
    void downloadsAreResumedAndVerified() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(4).nextBytes(bytes);
        Files.write(folder.resolve("access.log"), bytes);
        Path target = folder.resolve("here");
        assertEquals(0, run("logs", "download", "web1:access", target.toString()));
        assertArrayEquals(bytes, Files.readAllBytes(target.resolve("access.log")));
        assertTrue(errors().contains("SHA-256"), errors());
        Files.delete(target.resolve("access.log"));
        Files.write(target.resolve("access.log.part"), java.util.Arrays.copyOf(bytes, 1_000_000));
        assertEquals(0, run("logs", "download", "--json", "web1:access", target.toString()));
        assertEquals(1_000_000, new ObjectMapper().readTree(output()).get("resumedAt").asLong());
        assertArrayEquals(bytes, Files.readAllBytes(target.resolve("access.log")));
        // What is here is not the beginning of the file any more: it is fetched from its first byte.
        bytes[5]++;
        Files.write(folder.resolve("access.log"), bytes);
        assertEquals(0, run("logs", "download", "--json", "web1:access", target.toString()));
        assertEquals(0, new ObjectMapper().readTree(output()).get("resumedAt").asLong());
        assertArrayEquals(bytes, Files.readAllBytes(target.resolve("access.log")));
        assertEquals(2, run("logs", "download", "web1:nothing", target.toString()));
    }

    @Test
    void logsOfTheSameNameAreFetchedBesideEachOther() throws Exception {
        for (String site : List.of("acme", "blog")) {
            Files.writeString(Files.createDirectories(folder.resolve("sites/" + site)).resolve("app.log"), site);
        }
        Path target = folder.resolve("here");
        assertEquals(0, run("logs", "download", "--json", "web1:" + folder + "/sites/*/app.log", target.toString()));
        assertEquals(List.of("acme", "blog"), json().stream().map(one -> {
            try {
                return Files.readString(Path.of(one.get("file").asText()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).toList());
    }

    @Test
    void parsesFilesCompressedOnesAndStandardInput() throws IOException {
        Path access = folder.resolve("access.log.2.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(access))) {
            zip.write("198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/1.1\" 503 12\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path slow = folder.resolve("www.slow");
        Files.writeString(slow,
                "\n[13-Jan-2025 10:11:12]  [pool www] pid 4321\nscript_filename = /i.php\n[0x1] a() /b:2\n");
        assertEquals(0, run("logs", "parse", "--zone", "Europe/Paris", access.toString(), slow.toString(), "-"));
        List<JsonNode> all = json();
        assertEquals("{\"time\":\"2025-01-13T09:11:12Z\",\"format\":\"apache-access\",\"level\":\"error\","
                + "\"message\":\"GET / HTTP/1.1\",\"fields\":{\"client\":\"198.51.100.14\",\"method\":\"GET\","
                + "\"path\":\"/\",\"protocol\":\"HTTP/1.1\",\"status\":503,\"bytes\":12},\"line\":1,\"lines\":1}",
                all.getFirst().toString());
        assertEquals("php-fpm-slow", all.get(1).get("format").asText());
        assertEquals(3, all.get(1).get("lines").asInt());
        assertEquals("a() /b:2", all.get(1).get("fields").get("frames").get(0).asText());
        assertEquals("plain", all.get(2).get("message").asText());
        assertTrue(all.get(2).get("level").isNull());
    }

    @Test
    void aWrongFormatNameSaysWhichThereAre() {
        assertEquals(2, run("logs", "parse", "--format", "nope", "/x"));
        assertTrue(errors().contains("haproxy-http"), errors());
        assertEquals(2, run("logs", "parse", folder.resolve("absent").toString()));
    }

    @Test
    void followsRawByteForByte() throws IOException {
        byte[] bytes = "one\r\n\u001b[31mtwo\n\377\376\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.log"), bytes);
        assertEquals(0, run("logs", "follow", "--from", "start", "--for", "500ms", "--raw", folder + "/a.log"));
        assertArrayEquals(bytes, terminal.bytes());
    }

    @Test
    void followsALogByItsNameWithFilters() throws IOException {
        Files.writeString(folder.resolve("www-access.log"), "keep 1\ndrop 2\nkeep bad 3\n");
        assertEquals(0, run("logs", "follow", "--from", "start", "--for", "500ms", "--grep", "ke+p", "--exclude", "bad",
                "web1:access"));
        assertEquals("keep 1\n", output());
        assertTrue(terminal.closed(), "connections are ended");
        assertEquals(0, run("logs", "follow", "--from", "start", "--for", "500ms", "--json", "web1:access"));
        assertEquals("web1:" + folder + "/www-access.log", json().getFirst().get("source").asText());
        assertEquals(2, run("logs", "follow", "web1:nope"));
        assertEquals(2, run("logs", "follow", "--grep", "(", folder + "/a.log"));
        assertEquals(2, run("logs", "follow", "--from", "yesterdayish", folder + "/a.log"));
    }

    @Test
    void followedRecordsAreWholeAndUndecidedLinesAreShown() throws IOException {
        Files.writeString(folder.resolve("www.slow"), """

                [13-Jan-2025 10:11:12]  [pool www] pid 4321
                script_filename = /home/www/index.php
                [0x00007f] sleep() /home/www/index.php:3
                [0x00007e] main() /home/www/index.php:9
                """);
        assertEquals(0, run("logs", "follow", "--from", "start", "--for", "900ms", "--json", folder + "/www.slow"));
        JsonNode slow = json().getFirst();
        assertEquals(1, json().size(), output());
        assertEquals("php-fpm-slow", slow.get("format").asText());
        assertEquals(2, slow.get("fields").get("frames").size());
        assertEquals(4, slow.get("lines").asInt());
        assertEquals(1, slow.get("offset").asInt());
        String heavy = "a".repeat(5_000) + "b";
        Files.writeString(folder.resolve("heavy.log"), heavy + "\nother\n");
        assertEquals(0, run("logs", "follow", "--from", "start", "--for", "500ms", "--grep", "(a+)+$",
                folder + "/heavy.log"));
        assertEquals(heavy + "\n", output());
        assertTrue(errors().contains("1 lines are shown undecided"), errors());
    }

    @Test
    void theCopyOnTheHypervisorIsTheSameLogFromElsewhere() throws IOException {
        Files.writeString(folder.resolve("copy.log"), "copied\n");
        Files.writeString(folder.resolve("www-access.log"), "live\n");
        assertEquals(0, run("logs", "follow", "--hypervisor", "--from", "start", "--for", "500ms", "web1:copied"));
        assertEquals("copied\n", output());
        assertTrue(errors().contains("at most 60 s late"), errors());
        assertEquals(2, run("logs", "follow", "--hypervisor", "--for", "500ms", "web1:access"));
        assertEquals(2, run("logs", "follow", "--for", "500ms", "web1:journal,priority=loud"));
    }

    @Test
    void saysWhatIsNotThere() {
        assertEquals(0, run("logs", "follow", "--for", "500ms", folder + "/none.log"));
        assertTrue(errors().contains("none.log is not there at the moment"),
                errors());
    }

    @Test
    void namesSources() throws IOException {
        Files.writeString(folder.resolve("www-access.log"), "x\n");
        assertEquals(0, run("logs", "sources", "--json", "web1"));
        assertEquals(List.of("readable", "missing", "readable"),
                json().stream().map(n -> n.get("state").asText()).toList());
        assertEquals("handle", json().getFirst().get("way").asText());
        assertTrue(json().get(2).get("copy").asText().startsWith("manager:"), output());
        assertEquals(2, run("logs", "sources", "web9"));
    }

    @Test
    void statsOfAFileThatIsReadOnce() throws IOException {
        Path log = folder.resolve("access.log");
        Files.writeString(log, "198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET /a?b HTTP/1.1\" 503 12\n"
                + "198.51.100.14 - - [13/Jan/2025:10:11:13 +0100] \"GET /a HTTP/1.1\" 200 12\n");
        assertEquals(0, run("logs", "stats", "--json", log.toString()));
        JsonNode all = json().getFirst();
        assertEquals(2, all.get("records").asInt());
        assertEquals(1, all.get("errors").asInt());
        assertEquals("{\"value\":\"/a\",\"count\":2,\"errors\":1,\"seconds\":0.0}", all.get("urls").get(0).toString());
        assertEquals("{\"200\":1,\"503\":1}", all.get("statuses").toString());
        assertEquals("2025-01-13T09:11:12Z", all.get("first").asText());
        assertEquals(0, run("logs", "stats", "--lang", "en", log.toString()));
        assertTrue(output().startsWith("2 records, 1 errors"), output());
        assertEquals(0, run("logs", "stats", "--json", "--of", "clients,agents", log.toString()));
        assertEquals(2, json().getFirst().get("clients").get(0).get("count").asInt());
        assertFalse(json().getFirst().has("urls"));
        assertEquals(2, run("logs", "stats", "--of", "adresses", log.toString()));
        assertEquals(1, run("logs", "stats", Files.writeString(folder.resolve("empty"), "").toString()));
        assertEquals(2, run("logs", "stats", folder.resolve("absent").toString()));
    }

    @Test
    void durationsBehindTheAgentAreReadOrSaidToBeUnknown() throws IOException {
        Path log = folder.resolve("access.log");
        StringBuilder text = new StringBuilder();
        for (int second : new int[]{4, 0, 14, 10, 24, 20, 34, 30}) {
            text.append("198.51.100.14 - - [13/Jan/2025:10:11:%02d +0100] \"GET / HTTP/1.1\" 200 12 \"-\" \"x\" %d%n"
                    .formatted(second, second % 10 == 4 ? 700 : 5_000_000));
        }
        Files.writeString(log, text);
        assertEquals(0, run("logs", "stats", "--json", "--lang", "en", log.toString()));
        assertEquals(5.0, json().getFirst().get("duration").get("p99").asDouble(), 0.05);
        assertTrue(errors().contains("read behind the agent as %D"), errors());
        Files.writeString(log, text.substring(0, text.indexOf("\n") + 1));
        assertEquals(0, run("logs", "parse", "--lang", "en", log.toString()));
        assertFalse(json().getFirst().get("fields").has("duration"));
        assertTrue(errors().contains("duration: unknown"), errors());
    }

    @Test
    void slowStatementsAndSlowRequests() throws IOException {
        Path slow = folder.resolve("both.slow");
        Files.writeString(slow,
                "# Time: 2025-01-13T09:11:12Z\n# User@Host: a[a] @ h []\n# Query_time: 4.2  Lock_time: 0"
                        + " Rows_sent: 1  Rows_examined: 12\nSET timestamp=1;\nSELECT a FROM t WHERE id=7;\n"
                        + "\n[13-Jan-2025 10:11:12]  [pool www] pid 4321\nscript_filename = /i.php\n[0x1] a() /b:2\n");
        assertEquals(0, run("logs", "slow", "--json", slow.toString()));
        List<JsonNode> all = json();
        assertEquals(List.of("query", "script", "frames"), all.stream().map(n -> n.get("kind").asText()).toList());
        assertEquals("select a from t where id=?", all.getFirst().get("fingerprint").asText());
        assertEquals(4.2, all.getFirst().get("total").asDouble());
        assertEquals("/i.php", all.get(1).get("script").asText());
        assertEquals("[\"a() /b:2\"]", all.get(2).get("frames").toString());
        assertEquals(1, run("logs", "slow", "-"), "nothing slow in it");
    }

    @Test
    void profilesOfXdebug() throws IOException {
        Path profile = folder.resolve("cachegrind.out.1");
        Files.writeString(profile, "version: 1\ncmd: /i.php\nevents: Time_(10ns) Memory_(bytes)\n\nfl=(1) /i.php\n"
                + "fn=(1) {main}\n1 100 0\n\nsummary: 100 0\n");
        assertEquals(0, run("logs", "profile", "--json", profile.toString()));
        assertEquals("{main}", json().getFirst().get("function").asText());
        assertEquals(1e-6, json().getFirst().get("self").asDouble(), 1e-12);
        assertEquals(1, run("logs", "profile", "-"));
        assertTrue(errors().contains("no cachegrind profile"), errors());
    }
}
