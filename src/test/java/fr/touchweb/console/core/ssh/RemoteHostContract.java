package fr.touchweb.console.core.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link RemoteHost} keeps. The host of the test sees this machine's files at the same paths. */
public abstract class RemoteHostContract {
    @TempDir
    Path folder;

    /** The host under test; the same one all through a test. */
    protected abstract RemoteHost host() throws Exception;

    /** Where it notes what it does. */
    protected abstract CommandJournal journal();

    @Test
    void argumentsArriveByteForByte() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int[] pool = "abc '\"\\$`!*?[]{}()<>|&;#~\n\t=%^,.-\r$()é漢🙂\u0001\u007f".codePoints().toArray();
        for (int round = 0; round < 12; round++) {
            List<String> wanted = new ArrayList<>(List.of("-n", "--", "$(id)", "", " ", "a'b", "-e", "\n\n", "*"));
            for (int i = 0; i < 12; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(30); n > 0; n--) {
                    text.appendCodePoint(pool[random.nextInt(pool.length)]);
                }
                wanted.add(text.toString());
            }
            List<String> argv = new ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$@\"", "sh"));
            argv.addAll(wanted);
            CommandResult result = host().run(Command.of(argv.toArray(String[]::new)));
            String expected = wanted.stream().map(a -> a + "\0").collect(Collectors.joining());
            assertEquals(expected, result.text(), "seed " + seed);
        }
    }

    @Test
    void exitCodesAndSignalsAreTold() throws Exception {
        assertEquals(new Exit.Code(0), host().run(Command.of("true")).exit());
        CommandResult seven = host().run(Command.script("echo out; echo err >&2; exit 7"));
        assertEquals(new Exit.Code(7), seven.exit());
        assertEquals("out\n", seven.text());
        assertEquals("err\n", seven.errorText());
        assertFalse(seven.ok());
        assertEquals(new Exit.Killed("KILL"), host().run(Command.script("kill -KILL $$")).exit());
        assertEquals(new Exit.Killed("TERM"), host().run(Command.script("kill -TERM $$")).exit());
        CommandResult missing = host().run(Command.of("no-such-program-" + UUID.randomUUID()));
        assertEquals(new Exit.Code(127), missing.exit());
        assertTrue(missing.stderr().length > 0);
    }

    @Test
    void whatIsParsedIsSpokenInTheCLocale() throws Exception {
        assertEquals("C", host().run(Command.script("printf %s \"$LC_ALL\"")).text());
    }

    @Test
    void standardInputArrives() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        assertArrayEquals(bytes, host().run(Command.of("cat").withStdin(bytes)).stdout());
        assertEquals("", host().run(Command.of("cat")).text());
        // A program that does not read its input is no failure.
        assertTrue(host().run(Command.of("true").withStdin(bytes)).ok());
    }

    @Test
    void megabytesOfStandardErrorHurtNobody() throws Exception {
        CommandResult result = host()
                .run(Command.script("head -c 3000000 /dev/zero | tr '\\0' e >&2; echo last >&2; echo fine"));
        assertEquals("fine\n", result.text());
        assertTrue(result.truncated());
        assertEquals(LastBytes.STDERR, result.stderr().length);
        assertTrue(result.errorText().endsWith("elast\n"));
    }

    @Test
    void outputPastTheLimitIsDroppedAndTold() throws Exception {
        CommandResult result = host()
                .run(Command.script("head -c 5000000 /dev/zero | tr '\\0' x").withOutputLimit(1000));
        assertTrue(result.ok());
        assertEquals("x".repeat(1000), result.text());
        assertTrue(result.truncated());
    }

    @Test
    void aCommandPastItsLimitIsStoppedWithItsChildren() throws Exception {
        String mark = mark();
        RemoteException e = assertThrows(RemoteException.class, () -> host().run(
                Command.script("sleep " + mark + " & sleep " + mark).withLimit(Duration.ofMillis(700))));
        assertEquals(Kind.TIMEOUT, e.kind());
        Await.until("nothing of the command lives", () -> alive(mark).isEmpty());
    }

    @Test
    void stoppingLeavesNothingAlive() throws Exception {
        for (String script : List.of("sleep MARK", "sleep MARK | cat", "(sleep MARK &) ; sleep MARK",
                "trap '' TERM HUP; while :; do sleep 1; done; : MARK",
                "tail -n0 -F --max-unchanged-stats=MARK /etc/passwd")) {
            String mark = mark();
            RemoteProcess process = host().start(Command.script(script.replace("MARK", mark)));
            Await.until("the command runs: " + script, () -> !alive(mark).isEmpty());
            process.close();
            process.close();
            assertEquals(new Exit.Killed("TERM"), process.await(), script);
            Await.until("nothing of it lives: " + script, () -> alive(mark).isEmpty());
        }
    }

    @Test
    void aStartedCommandSpeaksWhileItRunsAndTellsItsEnd() throws Exception {
        Path go = folder.resolve("go");
        RemoteProcess process = host().start(Command.script(
                "echo one; echo note >&2; while ! test -e \"$1\"; do sleep 0.05; done; echo two; exit 3",
                go.toString()));
        InputStream out = process.stdout();
        assertEquals("one\n", new String(out.readNBytes(4), UTF_8));
        Files.createFile(go);
        assertEquals("two\n", new String(out.readAllBytes(), UTF_8));
        assertEquals(new Exit.Code(3), process.await());
        assertEquals("note\n", process.errorText());
        process.close();
    }

    @Test
    void manyStartedCommandsThatEndAtOnceAllEnd() throws Exception {
        List<RemoteProcess> running = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            running.add(host().start(Command.script("exit 5")));
        }
        for (RemoteProcess process : running) {
            assertEquals("", new String(process.stdout().readAllBytes(), UTF_8));
            assertEquals(new Exit.Code(5), process.await());
        }
    }

    @Test
    void aFileIsReadFromAnyOffset() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(2).nextBytes(content);
        Path file = Files.write(folder.resolve("data"), content);
        RemoteFiles files = host().files();
        try (OpenFile open = files.open(file.toString())) {
            byte[] buffer = new byte[content.length + 100];
            assertEquals(content.length, open.read(0, buffer, 0, buffer.length));
            assertArrayEquals(content, Arrays.copyOf(buffer, content.length));
            assertEquals(10, open.read(1_234_567, buffer, 5, 10));
            assertArrayEquals(Arrays.copyOfRange(content, 1_234_567, 1_234_577), Arrays.copyOfRange(buffer, 5, 15));
            assertEquals(3, open.read(content.length - 3, buffer, 0, 1000));
            assertEquals(0, open.read(content.length, buffer, 0, 1000));
            assertEquals(0, open.read(content.length + 5000L, buffer, 0, 1000));
            Files.write(file, new byte[]{1, 2, 3}, StandardOpenOption.APPEND);
            assertEquals(3, open.read(content.length, buffer, 0, 1000));
            assertEquals(content.length + 3L, open.stat().size());
        }
        try (InputStream rest = files.read(file.toString(), 2_000_000)) {
            byte[] bytes = rest.readAllBytes();
            assertArrayEquals(Arrays.copyOfRange(content, 2_000_000, content.length),
                    Arrays.copyOf(bytes, 1_000_000));
            assertEquals(1_000_003, bytes.length);
        }
    }

    @Test
    void aHandleOutlivesTheNameAndBracketsShowIt() throws Exception {
        Path log = Files.writeString(folder.resolve("app.log"), "one\n");
        Path other = Files.writeString(folder.resolve("other.log"), "twelve bytes");
        RemoteFiles files = host().files();
        try (OpenFile open = files.open(log.toString()); OpenFile second = files.open(other.toString())) {
            List<FileBracket> still = files.brackets(List.of(open, second));
            assertEquals(4, still.get(0).before().size());
            assertEquals(4, notNull(still.get(0).path()).size());
            assertEquals(4, still.get(0).after().size());
            assertEquals(12, still.get(1).after().size());
            Files.move(log, folder.resolve("app.log.1"));
            assertNull(files.brackets(List.of(open)).getFirst().path());
            Files.writeString(folder.resolve("app.log.1"), "late\n", StandardOpenOption.APPEND);
            Files.writeString(log, "x");
            FileBracket rotated = files.brackets(List.of(second, open)).get(1);
            assertEquals(9, rotated.before().size());
            assertEquals(1, notNull(rotated.path()).size());
            byte[] buffer = new byte[100];
            assertEquals(9, open.read(0, buffer, 0, 100));
            assertEquals("one\nlate\n", new String(buffer, 0, 9, UTF_8));
        }
        assertEquals(List.of(), files.brackets(List.of()));
    }

    @Test
    void foldersAndFactsAreTold() throws Exception {
        Files.writeString(folder.resolve("plain"), "123");
        Files.setPosixFilePermissions(folder.resolve("plain"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("plain"));
        Files.createSymbolicLink(folder.resolve("dead"), folder.resolve("nowhere"));
        RemoteFiles files = host().files();
        Map<String, FileStat.Kind> kinds = files.list(folder.toString()).stream()
                .collect(Collectors.toMap(FileEntry::name, e -> e.stat().kind()));
        assertEquals(Map.of("plain", FileStat.Kind.FILE, "sub", FileStat.Kind.FOLDER, "link", FileStat.Kind.LINK,
                "dead", FileStat.Kind.LINK), kinds);
        Files.createSymbolicLink(folder.resolve("beside"), Path.of("plain"));
        assertEquals(folder.resolve("plain").toString(), files.readLink(folder.resolve("link").toString()));
        assertEquals("plain", files.readLink(folder.resolve("beside").toString()));
        assertEquals(folder.resolve("nowhere").toString(), files.readLink(folder.resolve("dead").toString()));
        assertNull(files.readLink(folder.resolve("plain").toString()));
        FileStat stat = files.stat(folder.resolve("link").toString());
        assertEquals(FileStat.Kind.FILE, stat.kind());
        assertEquals(3, stat.size());
        assertEquals(0640, stat.permissions());
        assertEquals(Files.getLastModifiedTime(folder.resolve("plain")).toInstant().getEpochSecond(),
                stat.modified().getEpochSecond());
        for (Kind expected : List.of(Kind.NO_SUCH_FILE)) {
            String nothing = folder.resolve("nothing").toString();
            assertEquals(expected, assertThrows(RemoteException.class, () -> files.stat(nothing)).kind());
            assertEquals(expected, assertThrows(RemoteException.class, () -> files.open(nothing)).kind());
            assertEquals(expected, assertThrows(RemoteException.class, () -> files.list(nothing)).kind());
            assertEquals(expected, assertThrows(RemoteException.class, () -> files.read(nothing, 0)).kind());
        }
    }

    @Test
    void aFileWithoutRightIsTold() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if ("0".equals(host().run(Command.of("id", "-u")).text().strip())) {
            // No mode keeps root out, except in sysctl's files, which ask the mode alone.
            secret = Path.of("/proc/sys/vm/compact_memory");
            RealPeer.requireThat(Files.exists(secret), "this kernel has no " + secret);
        }
        String path = secret.toString();
        assertEquals(Kind.PERMISSION, assertThrows(RemoteException.class, () -> host().files().open(path)).kind());
    }

    @Test
    void oddNamesAreNames() throws Exception {
        for (String name : List.of("-rf", "with space", "quote'\"$(id)`", "line\nbreak", "été漢🙂", "#~",
                "back\\slash")) {
            Path file = Files.writeString(folder.resolve(name), name);
            assertEquals(name.getBytes(UTF_8).length, host().files().stat(file.toString()).size());
            try (OpenFile open = host().files().open(file.toString())) {
                byte[] buffer = new byte[100];
                int n = open.read(0, buffer, 0, 100);
                assertEquals(name, new String(buffer, 0, n, UTF_8));
            }
            assertTrue(host().files().list(folder.toString()).stream().anyMatch(e -> e.name().equals(name)), name);
            byte[] next = (name + "!").getBytes(UTF_8);
            host().files().writeAtomically(file.toString(), next, name.getBytes(UTF_8));
            assertArrayEquals(next, Files.readAllBytes(file));
        }
    }

    @Test
    void aFileIsWrittenAsAWhole() throws Exception {
        Path file = Files.writeString(folder.resolve("allow.conf"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Files.createSymbolicLink(folder.resolve("link.conf"), file);
        RemoteFiles files = host().files();
        files.writeAtomically(folder.resolve("link.conf").toString(), "new\n".getBytes(UTF_8), "old\n".getBytes(UTF_8));
        assertEquals("new\n", Files.readString(file));
        assertTrue(Files.isSymbolicLink(folder.resolve("link.conf")));
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        String path = file.toString();
        byte[] next = "mine\n".getBytes(UTF_8);
        assertEquals(Kind.CHANGED_MEANWHILE, assertThrows(RemoteException.class,
                () -> files.writeAtomically(path, next, "old\n".getBytes(UTF_8))).kind());
        assertEquals(Kind.CHANGED_MEANWHILE,
                assertThrows(RemoteException.class, () -> files.writeAtomically(path, next, null)).kind());
        assertEquals("new\n", Files.readString(file));

        String fresh = folder.resolve("fresh.conf").toString();
        files.writeAtomically(fresh, next, null);
        assertEquals("mine\n", Files.readString(Path.of(fresh)));
        RemoteException gone = assertThrows(RemoteException.class,
                () -> files.writeAtomically(folder.resolve("gone").toString(), next, next));
        assertTrue(List.of(Kind.CHANGED_MEANWHILE, Kind.NO_SUCH_FILE).contains(gone.kind()));
        assertEquals(3, host().files().list(folder.toString()).size(), "no temporary file is left");
        files.remove(fresh);
        assertFalse(Files.exists(Path.of(fresh)));
        assertEquals(Kind.NO_SUCH_FILE,
                assertThrows(RemoteException.class, () -> files.remove(fresh)).kind());
    }

    @Test
    void capabilitiesAreTrue() throws Exception {
        Capabilities found = host().capabilities();
        assertTrue(found.shell());
        assertTrue(found.sftp());
        assertEquals(host().run(Command.of("id", "-un")).text().strip(), found.user());
        assertTrue(found.has("tail"));
        assertFalse(found.has("no-such-tool"));
        assertEquals(Boolean.FALSE, found.jail());
        assertTrue(notNull(found.clockOffset()).abs().compareTo(Duration.ofSeconds(5)) < 0);
        assertNotNull(found.zone());
    }

    @Test
    void everythingEntersTheCommandJournal() throws Exception {
        Path file = Files.writeString(folder.resolve("it's"), "0123456789");
        host().run(Command.of("echo", "two words"));
        try (OpenFile open = host().files().open(file.toString())) {
            open.read(0, new byte[20], 0, 20);
        }
        CommandEntry echo = entry("echo 'two words'");
        assertEquals("0", echo.result());
        assertEquals(10, echo.bytesOut());
        assertEquals(host().name(), echo.server());
        CommandEntry opened = entry(ShellQuoting.quote(file.toString()));
        assertEquals(10, opened.bytesOut());
        assertNotNull(opened.duration());
    }

    private CommandEntry entry(String text) {
        return journal().entries().stream().filter(e -> e.line().contains(text)).findFirst().orElseThrow();
    }

    /** A number that no other process of this machine has among its arguments. */
    protected static String mark() {
        return Integer.toString(100_000_000 + new Random().nextInt(800_000_000));
    }

    /** Processes of this machine that have the mark among their arguments. */
    protected static List<String> alive(String mark) {
        return ProcessHandle.allProcesses().filter(ProcessHandle::isAlive)
                .map(p -> p.info().commandLine().orElse("")).filter(line -> line.contains(mark)).toList();
    }

    protected static <T> T notNull(T value) {
        assertNotNull(value);
        return value;
    }

    protected static <T> T is(Class<T> type, Object value) {
        return assertInstanceOf(type, value);
    }
}
