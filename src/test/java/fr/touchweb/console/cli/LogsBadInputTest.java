package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.TestSshd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can get wrong on the command line, and what files can be: words and a code, and nothing lost. */
class LogsBadInputTest {
    @TempDir
    private Path folder;
    private LogsTerminal terminal;

    @BeforeEach
    void begin() {
        terminal = new LogsTerminal(folder);
    }

    private void ends(int code, String words, String... arguments) {
        assertEquals(code, terminal.run(arguments), String.join(" ", arguments) + ": " + terminal.errors());
        assertTrue(terminal.errors().contains(words), terminal.errors());
        assertTrue(!terminal.errors().contains("\tat "), terminal.errors());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void timesSpansAndCounts() throws IOException {
        String log = write("a.log", "one\n");
        for (String time : List.of("yesterday", "2025-02-30T00:00:00Z", "+1000000000-12-31T00:00:00Z", "-5s", "",
                "999999999d")) {
            ends(2, "neither an RFC 3339 time nor a span", "logs", "search", "one", "--from", time, log);
            ends(2, "neither an RFC 3339 time nor a span", "logs", "follow", "--from", time, "--for", "1s", log);
        }
        ends(2, "ends before it begins", "logs", "parse", "--from", "5m", "--to", "1h", log);
        for (String verb : List.of("stats", "slow", "profile")) {
            ends(2, "--top", "logs", verb, "--top", "-3", log);
        }
        ends(2, "neither an RFC 3339 time nor a span", "logs", "follow", "--for", "-5s", log);
    }

    @Test
    void whatIsNoFile() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        TestSshd.run("mkfifo", pipe);
        String place = folder.toString();
        for (String verb : List.of("parse", "stats", "slow", "merge")) {
            ends(2, "is not a file", "logs", verb, place);
            ends(2, "does not exist", "logs", verb, place + "/none");
        }
        ends(2, "is not a file", "logs", "search", "x", place);
        ends(2, "is not a file", "logs", "follow", "--for", "300ms", place);
        ends(2, "is not a file", "logs", "follow", "--for", "300ms", "web1:" + pipe);
        ends(2, "is not a file", "logs", "search", "x", "web1:" + pipe);
        ends(2, "is not a file", "logs", "download", place, place + "/here");
        ends(2, "is not a file", "logs", "download", pipe, place + "/here");
        ends(2, "no file", "logs", "download", place + "/none", place + "/here");
        TestSshd.run("mkfifo", place + "/www-access.log");
        assertEquals(1, terminal.run("logs", "sources", "--json", "web1"), "nothing there can be read");
        assertEquals("notAFile", terminal.json().get(2).get("state").asText());
    }

    @Test
    void aPipeGivesAllItsBytesOnce() throws Exception {
        String pipe = folder.resolve("pipe").toString();
        TestSshd.run("mkfifo", pipe);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write("one line\n".getBytes(StandardCharsets.UTF_8));
        }
        for (byte[] bytes : List.of("one line\n".getBytes(StandardCharsets.UTF_8), packed.toByteArray())) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    Files.write(Path.of(pipe), bytes);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertEquals(0, terminal.run("logs", "parse", pipe), terminal.errors());
            assertEquals("one line", terminal.json().getFirst().get("message").asText());
            writer.join();
        }
    }

    @Test
    void aTornCompressedFileIsReadUpToItsTearWhichIsTold() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append("198.51.100.%d - - [13/Jan/2025:%02d:%02d:%02d +0000] \"GET /p%d HTTP/1.1\" 200 %d\n"
                    .formatted(i % 250, i / 3600, i / 60 % 60, i % 60, i * 31 % 1_000, i * 7919 % 100_000));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        Path torn = folder.resolve("torn.gz");
        String told = "torn.gz: the compressed data end in the middle";
        Files.write(torn, Arrays.copyOf(packed.toByteArray(), packed.size() * 3 / 4));
        ends(2, told, "logs", "merge", torn.toString());
        String before = terminal.output();
        assertTrue(before.length() > lines.length() / 2, before.length() + " of " + lines.length());
        assertTrue(lines.toString().startsWith(before.substring(0, before.length() - 1)), "up to the tear");
        long whole = before.lines().count();
        ends(2, told, "logs", "search", "--count", "^198", torn.toString());
        assertEquals(whole, Long.parseLong(terminal.output().strip()), 1);
        ends(2, told, "logs", "stats", "--json", torn.toString());
        assertEquals(whole, terminal.json().getFirst().get("records").asLong());
        ends(2, told, "logs", "parse", torn.toString());
        assertEquals(whole, terminal.json().size());
        Files.write(torn, Arrays.copyOf(packed.toByteArray(), 5));
        ends(2, told, "logs", "parse", torn.toString());
        ends(2, told, "logs", "search", "GET", torn.toString());
        byte[] damaged = packed.toByteArray();
        damaged[damaged.length - 6] ^= 1;
        Files.write(torn, damaged);
        ends(2, told, "logs", "search", "--count", "^198", torn.toString());
        assertEquals("30000", terminal.output().strip(), "its check sum is wrong");
    }

    @Test
    void aFollowedLineCanNeitherActOnTheTerminalNorStandUnderAnotherName() throws IOException {
        String log = write("a.log", "\u001b[2J\u001b[1;1Hred\rweb1:/b.log  forged\n\u202Eturned\nplain\r\n");
        String other = write("b.log", "b\n");
        assertEquals(0, terminal.run("logs", "follow", "--from", "start", "--for", "400ms", log, other));
        List<String> lines = terminal.output().lines().toList();
        assertEquals(List.of("local:" + log + "  \u241B[2J\u241B[1;1Hred\u240Dweb1:/b.log  forged",
                "local:" + log + "  \uFFFDturned", "local:" + log + "  plain", "local:" + other + "  b"), lines);
        write("www-access.log", "w\n");
        write("blog-access.log", "b\n");
        assertEquals(0, terminal.run("logs", "follow", "--from", "start", "--for", "400ms", "web1:access"));
        assertEquals(List.of("web1:" + folder + "/blog-access.log  b", "web1:" + folder + "/www-access.log  w"),
                terminal.output().lines().toList(), "a pattern that names several says which one wrote");
    }
}
