package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A real systemd-journald in a namespace of its own, whose files stand beside those of the machine; needs root.
 * It goes with {@link #close}, and its files with it.
 */
public final class TestJournald implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/lib/systemd/systemd-journald");

    private final String name;
    private final Process process;
    private final Path runtime;
    private final Path files;

    private TestJournald(String name, Process process, Path runtime, Path files) {
        this.name = name;
        this.process = process;
        this.runtime = runtime;
        this.files = files;
    }

    public static TestJournald start() throws Exception {
        RealPeer.requireThat(Files.isExecutable(PROGRAM) && TestSshd.isRoot(), "a journald of our own needs root");
        RealPeer.require("journalctl");
        RealPeer.require("python3");
        String name = "twt" + Integer.toString(new Random().nextInt(1 << 30), 36);
        Path machine = Path.of("/etc/machine-id");
        RealPeer.requireThat(Files.isReadable(machine), "this machine has no machine-id");
        Path runtime = Path.of("/run/systemd", "journal." + name);
        String own = Files.readString(machine).strip() + "." + name;
        Path kept = Path.of("/var/log/journal", own);
        Path inMemory = Path.of("/run/log/journal", own);
        Process process = new ProcessBuilder(PROGRAM.toString(), name).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Await.until("journald has its socket and its file", () -> !process.isAlive()
                || Files.exists(runtime.resolve("socket")) && (Files.exists(kept) || Files.exists(inMemory)));
        RealPeer.requireThat(process.isAlive(), "systemd-journald does not run here");
        return new TestJournald(name, process, runtime, Files.exists(kept) ? kept : inMemory);
    }

    /** Folder of the journal's files, for {@code journalctl --directory}. */
    public Path files() {
        return files;
    }

    /** Where programs send what they say to syslog. */
    public Path syslogSocket() {
        return runtime.resolve("dev-log");
    }

    /**
     * Sends entries over journald's own protocol.
     *
     * @param fields of each entry, {@code NAME=value} a line; entries are separated by an empty line
     */
    public void send(String fields) throws Exception {
        TestSshd.run("python3", "-c", """
                import socket, sys
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                for entry in sys.argv[2].split("\\n\\n"):
                    s.sendto((entry + "\\n").encode(), sys.argv[1])
                """, runtime.resolve("socket").toString(), fields);
    }

    /** Begins a new file, as journald does by itself when one is full. */
    public void rotate() throws Exception {
        TestSshd.run("journalctl", "--namespace=" + name, "--rotate");
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly();
        process.waitFor();
        for (Path folder : new Path[]{runtime, files}) {
            if (Files.exists(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        delete(path);
                    }
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }
}
