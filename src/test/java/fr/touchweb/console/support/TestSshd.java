package fr.touchweb.console.support;

import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real OpenSSH server on a free port of 127.0.0.1, with keys and a configuration of its own in one folder. The person
 * who runs the test logs in with {@link #clientKey}; {@link TestAccount} makes others where the test runs as root.
 * {@link #close} ends the server and its sessions by their process ids.
 */
public final class TestSshd implements AutoCloseable {
    private static final int PORT_TRIES = 5;

    private final Path folder;
    private final List<String> options;
    private final Place place;
    private final Path program;
    private final int port;
    private Process process;

    /** @param prefix program and arguments before the server's own, {@code ip netns exec NAME} for one */
    private record Place(String address, List<String> prefix) {}

    private TestSshd(Path folder, List<String> options, Place place, Path program, int port, Process process) {
        this.folder = folder;
        this.options = options;
        this.place = place;
        this.program = program;
        this.port = port;
        this.process = process;
    }

    /** A server with no further options, in a folder that may not exist yet. */
    public static TestSshd start(Path folder) throws Exception {
        return with().start(folder);
    }

    public static Builder with() {
        return new Builder();
    }

    /**
     * Host key of the type that nobody here asks for first, one for all servers of a run: to find two primes takes longer
     * than all else that a server needs.
     */
    private static final class OneRsaKey {
        private static final byte[][] PARTS = make();

        private static byte[][] make() {
            try {
                Path folder = Files.createTempDirectory("rsa");
                Path key = folder.resolve("key");
                makeKey(key, "rsa");
                byte[][] parts = {Files.readAllBytes(key), Files.readAllBytes(Path.of(key + ".pub"))};
                Files.delete(key);
                Files.delete(Path.of(key + ".pub"));
                Files.delete(folder);
                return parts;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        static void copyTo(Path file) throws IOException {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, PARTS[0]);
            Files.write(Path.of(file + ".pub"), PARTS[1]);
        }
    }

    /** Options of sshd_config, each a line; the first of a name wins, as in sshd. */
    public static final class Builder {
        private final List<String> options = new ArrayList<>();
        private final List<String> tail = new ArrayList<>();
        private Place place = new Place("127.0.0.1", List.of());
        private String service = "sshd";

        /** Another address than that of loopback, and what runs a program there. */
        public Builder at(String address, List<String> prefix) {
            place = new Place(address, List.copyOf(prefix));
            return this;
        }

        /** {@code option("MaxSessions", 2)}. */
        public Builder option(String name, Object value) {
            options.add(name + " " + value);
            return this;
        }

        /** Asks PAM, by the file of that name in {@code /etc/pam.d}: sshd takes the name that it is called by. */
        public Builder pam(String name) {
            service = name;
            return option("UsePAM", "yes");
        }

        /** Lines at the end of the file, for {@code Match} blocks. */
        public Builder block(String... lines) {
            tail.addAll(List.of(lines));
            return this;
        }

        public TestSshd start(Path folder) throws Exception {
            Path sshd = RealPeer.require("sshd");
            Files.createDirectories(folder);
            if (!service.equals("sshd")) {
                sshd = Files.copy(sshd, folder.resolve(service), StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            if (isRoot()) {
                // sshd refuses to start without its empty folder, which Debian makes when the service starts.
                Files.createDirectories(Path.of("/run/sshd"));
            }
            makeKey(folder.resolve("host_ed25519"), "ed25519");
            if (Files.notExists(folder.resolve("host_rsa"))) {
                OneRsaKey.copyTo(folder.resolve("host_rsa"));
            }
            makeKey(folder.resolve("client_key"), "ed25519");
            Files.copy(folder.resolve("client_key.pub"), folder.resolve("authorized_keys"),
                    StandardCopyOption.REPLACE_EXISTING);
            List<String> lines = new ArrayList<>(options);
            lines.addAll(List.of("ListenAddress " + place.address, "HostKey " + folder.resolve("host_ed25519"),
                    "HostKey " + folder.resolve("host_rsa"),
                    "AuthorizedKeysFile " + folder.resolve("authorized_keys"), "StrictModes no", "UsePAM no",
                    "PermitRootLogin yes", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
                    "PidFile none", "LogLevel VERBOSE"));
            // Keeps bash from its .bashrc, which it reads when sshd starts it at level one: that of the person who runs
            // the tests may take longer than all the rest. A SetEnv option of the test takes its place.
            lines.add("SetEnv SHLVL=1");
            // Unlike other options, a second Subsystem of the same name is an error.
            if (options.stream().noneMatch(line -> line.startsWith("Subsystem "))) {
                lines.add("Subsystem sftp " + RealPeer.require("sftp-server"));
            }
            lines.addAll(tail);
            for (int attempt = 1;; attempt++) {
                int port = freePort();
                Process process = launch(sshd, folder, lines, place, port);
                if (process.isAlive()) {
                    TestSshd server = new TestSshd(folder, lines, place, sshd, port, process);
                    server.writeKnownHosts();
                    return server;
                }
                if (attempt == PORT_TRIES) {
                    throw new IOException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
                }
            }
        }
    }

    private static Process launch(Path sshd, Path folder, List<String> lines, Place place, int port)
            throws Exception {
        Path config = folder.resolve("sshd_config");
        Files.writeString(config, "Port " + port + "\n" + String.join("\n", lines) + "\n");
        Path log = folder.resolve("sshd.log");
        Files.writeString(log, "");
        List<String> argv = new ArrayList<>(place.prefix);
        argv.addAll(List.of(sshd.toString(), "-D", "-f", config.toString(), "-E", log.toString()));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Await.until("sshd listens or gave up",
                () -> Files.readString(log).contains("Server listening on") || !process.isAlive());
        return process;
    }

    public int port() {
        return port;
    }

    /** Login of the person who runs the test. */
    public String user() {
        return System.getProperty("user.name");
    }

    public Path folder() {
        return folder;
    }

    /** Private key without passphrase that every account of {@code authorized_keys} accepts. */
    public Path clientKey() {
        return folder.resolve("client_key");
    }

    public Path authorizedKeys() {
        return folder.resolve("authorized_keys");
    }

    /** known_hosts file that names this server's ed25519 key. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Private host key; {@code .pub} stands beside it. */
    public Path hostKey() {
        return folder.resolve("host_ed25519");
    }

    /** Process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** What the server logged so far, level VERBOSE. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    public SshTarget target(String name) {
        return target(name, user());
    }

    public SshTarget target(String name, String user) {
        return new SshTarget(name, place.address, port, user, List.of());
    }

    /** An environment that knows this server and its client key, has no agent and asks no ssh_config. */
    public SshEnvironment environment() throws IOException {
        Path own = folder.resolve("own_known_hosts");
        // Several consoles may ask at once.
        Files.write(own, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new SshEnvironment(folder, null, own, List.of(knownHosts()), List.of(clientKey()), false);
    }

    /** Names this server in its {@link #knownHosts} under another name or port too. */
    public void alsoKnownAs(String hostAndPort) throws IOException {
        Files.writeString(knownHosts(), hostAndPort + " " + publicKey(hostKey()) + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Ends the server and every session of it, as a crash would. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> sessions = process.descendants().toList();
        process.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Sends a signal to the server and every session of it: {@code STOP} freezes them, {@code CONT} lets them go on. */
    public void signal(String signal) throws Exception {
        for (ProcessHandle one : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            run("kill", "-" + signal, Long.toString(one.pid()));
        }
    }

    /** Starts it again after {@link #kill}, on the same port with the same keys. */
    public void restart() throws Exception {
        process = launch(program, folder, options, place, port);
        if (!process.isAlive()) {
            throw new IOException("sshd did not start again: " + log());
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Makes a key pair without passphrase, {@code type} as for {@code ssh-keygen -t}. */
    public static void makeKey(Path file, String type) throws Exception {
        Files.deleteIfExists(file);
        run(RealPeer.require("ssh-keygen").toString(), "-q", "-t", type, "-N", "", "-f", file.toString());
    }

    /** Runs a program of this machine that must succeed; returns what it printed. */
    public static String run(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", argv) + ": " + said);
        }
        return said;
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void writeKnownHosts() throws IOException {
        Files.deleteIfExists(knownHosts());
        alsoKnownAs("[" + place.address + "]:" + port);
        // Other accounts read the keys through this folder; a temporary folder is closed to them.
        for (Path part = folder; isRoot() && part != null && part.startsWith("/tmp")
                && part.getNameCount() > 1; part = part.getParent()) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Type and base64 of a public key. */
    public static String publicKey(Path privateKey) throws IOException {
        String[] words = Files.readString(Path.of(privateKey + ".pub")).split(" ");
        return words[0] + " " + words[1];
    }

    /** A port of the loopback address that was free just now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
