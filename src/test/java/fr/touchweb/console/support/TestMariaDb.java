package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real MariaDB server with a binary log, without network, on a copy of a data folder that is made once a test run. It is
 * ended by its process id, and its folders go with it.
 */
public final class TestMariaDb implements AutoCloseable {
    private static Path template;

    private final Path folder;
    private final Path socket;
    private final Process process;

    private TestMariaDb(Path folder, Path socket, Process process) {
        this.folder = folder;
        this.socket = socket;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param logs folder and base name of its binary logs, readable by everybody
     * @param options further options of mariadbd
     */
    public static TestMariaDb start(Path logs, String... options) throws Exception {
        Path mariadbd = RealPeer.require("mariadbd");
        Path folder = Path.of("/tmp/twt-db-" + Integer.toString(new Random().nextInt(1 << 30), 36));
        copy(template(), folder.resolve("data"));
        Path socket = folder.resolve("s");
        Path log = folder.resolve("log");
        List<String> argv = new ArrayList<>(List.of(mariadbd.toString(), "--no-defaults",
                "--user=" + System.getProperty("user.name"), "--datadir=" + folder.resolve("data"),
                "--socket=" + socket, "--pid-file=" + folder.resolve("pid"), "--skip-networking", "--server-id=11",
                "--log-bin=" + logs, "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=2",
                "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=32M", "--max-allowed-packet=256M",
                "--character-set-server=utf8mb4", "--performance-schema=OFF", "--skip-log-error"));
        argv.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("UMASK", "0644", "TZ", "UTC"));
        Process process = builder.start();
        TestMariaDb server = new TestMariaDb(folder, socket, process);
        Await.until("mariadbd listens or gave up", () -> Files.exists(socket) || !process.isAlive());
        if (!process.isAlive()) {
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            server.close();
            throw new IOException("mariadbd did not start: " + said);
        }
        return server;
    }

    private static synchronized Path template() throws Exception {
        if (template == null) {
            Path made = Files.createTempDirectory("twt-db-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            TestSshd.run(RealPeer.require("mariadb-install-db").toString(), "--no-defaults",
                    "--user=" + System.getProperty("user.name"), "--datadir=" + made.resolve("data"),
                    "--auth-root-authentication-method=normal", "--skip-test-db",
                    "--innodb-log-file-size=32M");
            template = made.resolve("data");
        }
        return template;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createDirectories(target);
                }
            }
        }
    }

    public Path socket() {
        return socket;
    }

    /** Runs SQL as root in one session; statements may hold any bytes. */
    public String sql(String text) throws Exception {
        return sql(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs SQL that may take minutes, to fill a log for a benchmark. */
    public void load(String text) throws Exception {
        sql(text.getBytes(StandardCharsets.UTF_8), 600);
    }

    public String sql(byte[] text) throws Exception {
        return sql(text, 60);
    }

    private String sql(byte[] text, int seconds) throws Exception {
        Process client = new ProcessBuilder(RealPeer.require("mariadb").toString(), "--no-defaults", "-uroot", "-S",
                socket.toString(), "--default-character-set=utf8mb4", "--comments", "-N", "--max-allowed-packet=256M")
                .redirectErrorStream(true).start();
        Thread writer = Thread.ofVirtual().start(() -> {
            try (var in = client.getOutputStream()) {
                in.write(text);
            } catch (IOException _) {
                // The client ended early: what it said is thrown below.
            }
        });
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writer.join();
        if (!client.waitFor(seconds, TimeUnit.SECONDS) || client.exitValue() != 0) {
            throw new IOException(said);
        }
        return said.strip();
    }

    /** Name of the binary log that is written now. */
    public String currentLog() throws Exception {
        return sql("SHOW MASTER STATUS").split("\t")[0];
    }

    /** Closes the current binary log and returns its name. */
    public String flushLog() throws Exception {
        String current = currentLog();
        sql("FLUSH BINARY LOGS");
        return current;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
