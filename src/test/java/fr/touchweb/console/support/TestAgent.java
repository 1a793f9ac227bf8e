package fr.touchweb.console.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real ssh-agent with a socket of its own; {@link #close} ends it by its process id. */
public final class TestAgent implements AutoCloseable {
    private final Path folder;
    private final Process process;

    private TestAgent(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    public static TestAgent start(Path parent) throws Exception {
        Path program = RealPeer.require("ssh-agent");
        RealPeer.require("ssh-add");
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "twa"); // a socket's path has 108 bytes at most
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-D", "-a", folder.resolve("s").toString())
                .redirectErrorStream(true).redirectOutput(parent.resolve("agent.log").toFile());
        // Whoever is asked to confirm says no.
        builder.environment().putAll(Map.of("SSH_ASKPASS", "/bin/false", "SSH_ASKPASS_REQUIRE", "force"));
        Process process = builder.start();
        Await.until("ssh-agent listens", () -> Files.exists(folder.resolve("s")) || !process.isAlive());
        return new TestAgent(folder, process);
    }

    public Path socket() {
        return folder.resolve("s");
    }

    /** Loads a key file without passphrase, with the certificate beside it. */
    public void add(Path key) throws IOException, InterruptedException {
        run("-q", key.toString());
    }

    /** ssh-add with these arguments, which must succeed. */
    public void run(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new java.util.ArrayList<>(List.of(RealPeer.require("ssh-add").toString()));
        argv.addAll(List.of(arguments));
        SshKeys.Result result = SshKeys.run(argv, Map.of("SSH_AUTH_SOCK", socket().toString()));
        assertEquals(0, result.code(), result.err());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}
