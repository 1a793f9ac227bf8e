package fr.touchweb.console.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.Guard;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab seen through OpenSSH's own programs, which know nothing of ours. */
@Timeout(180)
class LabTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path parent;

    private Lab lab;

    @BeforeEach
    void start() throws IOException {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ofMinutes(2))
                .withRotation(Duration.ofSeconds(20), Duration.ofMinutes(4));
        lab = Lab.start(new LabOptions(parent, Clock.fixed(START, ZoneOffset.UTC), plan, false));
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }

    private record Ended(int code, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    private List<String> client(String program, String server) {
        boolean sftp = program.equals("sftp");
        List<String> line = new ArrayList<>(List.of(RealPeer.require(program).toString(), "-F", "/dev/null", "-o",
                "BatchMode=yes", "-o", "StrictHostKeyChecking=yes", "-o",
                "UserKnownHostsFile=" + lab.consoles().ssh().ownKnownHosts(), "-o", "GlobalKnownHostsFile=/dev/null",
                "-i",
                lab.consoles().ssh().identities().get(0).toString(), "-o", "IdentitiesOnly=yes", "-o",
                "IdentityAgent=none",
                sftp ? "-P" : "-p", String.valueOf(lab.port(server))));
        line.add(lab.console().login() + "@127.0.0.1");
        return line;
    }

    private Ended ssh(String server, String command) throws Exception {
        List<String> line = client("ssh", server);
        line.addAll(List.of("--", command));
        return run(line, new byte[0]);
    }

    private static Ended run(List<String> line, byte[] stdin) throws Exception {
        Path err = Files.createTempFile("lab-test", ".err");
        Process process = new ProcessBuilder(line).redirectError(err.toFile()).start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(stdin);
        }
        byte[] out;
        try (InputStream in = process.getInputStream()) {
            out = in.readAllBytes();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String words = Files.readString(err);
        Files.delete(err);
        return new Ended(process.exitValue(), out, words);
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aRealCommandRunsOnRealFilesOfThatServer() throws Exception {
        Ended head = ssh("acme-web1", "head -n 2 /var/log/apache2/access.log");
        assertEquals(0, head.code(), head.err());
        List<String> file = Files.readAllLines(lab.root("acme-web1").resolve("var/log/apache2/access.log"));
        assertEquals(file.subList(0, 2), head.text().lines().toList());
        assertEquals("7", ssh("acme-web1", "exit 7").code() + "");
        assertEquals("a b\n", run(append(client("ssh", "acme-web1"), "cat"), "a b\n".getBytes()).text());
        assertEquals("no\n", ssh("acme-web1", "echo no >&2").err());
    }

    private static List<String> append(List<String> line, String last) {
        line.add(last);
        return line;
    }

    @Test
    void itsDocumentIsAFleet() throws Exception {
        Fleet fleet = new FleetReader(1 << 20)
                .read(Map.of("fleet.json", Files.readAllBytes(lab.consoles().fleetFile())));
        assertEquals(6, fleet.servers().size());
        assertEquals("lab", fleet.policy().orElseThrow());
        fleet.servers().forEach(server -> assertEquals(lab.port(server.id()), server.port()));
        assertEquals(5, fleet.accounts().orElseThrow().size());
    }

    @Test
    void anotherServerHoldsCopiesOfLogs() throws Exception {
        byte[] copy = Files.readAllBytes(lab.root("acme-web2").resolve("srv/journaux/acme-web1/apache2/access.log"));
        byte[] log = Files.readAllBytes(lab.root("acme-web1").resolve("var/log/apache2/access.log"));
        assertTrue(copy.length > 0);
        assertArrayEquals(copy, Arrays.copyOf(log, copy.length));
        Fleet fleet = new FleetReader(1 << 20)
                .read(Map.of("fleet.json", Files.readAllBytes(lab.consoles().fleetFile())));
        assertEquals(new Server.Mirror("acme-web2", "/srv/journaux/acme-web1"),
                fleet.servers().stream().filter(one -> one.id().equals("acme-web1")).findFirst().orElseThrow()
                        .mirror());
    }

    @Test
    void argumentsArriveByteForByte() throws Exception {
        String odd = "l’été\n$(id) 'x' \"y\" \\ -n /varx";
        Ended ended = ssh("bora-web1", ShellQuoting.line(List.of("printf", "%s", odd)));
        assertEquals(odd, ended.text(), ended.err());
    }

    @Test
    void everyServerTellsItsOwnFacts() throws Exception {
        String probe = ". /etc/os-release; echo \"$VERSION_ID\"; uname -r; nproc; df -P / | tail -n 1;"
                + " read -r a b </proc/loadavg; echo load; cat /proc/sys/kernel/hostname; id -un;"
                + " dpkg-query -W -f='${Package} ${Version}\\n' 'php*-fpm'; haproxy -v";
        List<String> acme = ssh("acme-web1", probe).text().lines().toList();
        List<String> bora = ssh("bora-web1", probe).text().lines().toList();
        assertEquals(List.of("12", "6.1.0-42-amd64", "8"), acme.subList(0, 3));
        assertEquals(List.of("10", "4.19.0-27-amd64", "4"), bora.subList(0, 3));
        assertTrue(acme.get(3).endsWith(" 64% /"), acme.get(3));
        assertTrue(bora.get(3).endsWith(" 88% /"), bora.get(3));
        assertEquals(List.of("load", "acme-web1", "klenoir"), acme.subList(4, 7));
        assertTrue(acme.get(7).startsWith("php8.2-fpm 8.2.29"), acme.get(7));
        assertTrue(bora.get(7).startsWith("php7.4-fpm 7.4.33"), bora.get(7));
        assertTrue(bora.get(8).contains("1.8.19"));
        Ended unknown = ssh("acme-web1", "systemctl restart haproxy");
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().contains("no recorded answer"), unknown.err());
        assertEquals(127, ssh("acme-web1", "nginx -v").code());
    }

    @Test
    void aGuardedCommandLeavesNothingAliveAndNotEvenThisProcess() throws Exception {
        List<String> line = client("ssh", "acme-web1");
        line.add("exec sh -c "
                + ShellQuoting.quote(Guard.around(List.of("tail", "-F", "/var/log/haproxy.log"))));
        Process process = new ProcessBuilder(line).start();
        assertTrue(process.getInputStream().read() >= 0);
        String file = lab.root("acme-web1").resolve("var/log/haproxy.log").toString();
        BooleanSupplier alive = () -> ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").contains("tail -F " + file));
        assertTrue(alive.getAsBoolean());
        process.destroyForcibly().waitFor();
        until("tail is gone", () -> !alive.getAsBoolean());
    }

    @Test
    void sftpServesTheSameFilesAndNothingElse() throws Exception {
        Path got = parent.resolve("got");
        Ended sftp = run(append(client("sftp", "acme-web1"), ""),
                ("get /var/log/haproxy.log " + got + "\nls /\nls /etc/ssh\n").getBytes());
        assertArrayEquals(Files.readAllBytes(lab.root("acme-web1").resolve("var/log/haproxy.log")),
                Files.readAllBytes(got), sftp.err());
        assertTrue(sftp.text().contains("/var"), sftp.text());
        assertTrue(sftp.err().contains("/etc/ssh"), sftp.err());
    }

    @Test
    void aStrangerIsRefused() throws Exception {
        List<String> line = client("ssh", "acme-web1");
        line.set(line.size() - 1, "root@127.0.0.1");
        line.add("true");
        assertEquals(255, run(line, new byte[0]).code());
    }

    @Test
    void logsRotateUnderAnOpenTail() throws Exception {
        List<String> line = client("ssh", "acme-web1");
        line.add("tail -n 0 -F /var/log/apache2/access.log");
        Process tail = new ProcessBuilder(line).start();
        Path log = lab.root("acme-web1").resolve("var/log/apache2/access.log");
        try (InputStream in = tail.getInputStream()) {
            String name = "tail -n 0 -F " + log;
            until("tail runs", () -> ProcessHandle.allProcesses()
                    .anyMatch(p -> p.info().commandLine().orElse("").contains(name)));
            for (int second = 1; second <= 15 && in.available() == 0; second++) {
                // What is written before the program has opened the file is none of its business.
                lab.advance(START.plusSeconds(second));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            }
            assertTrue(in.available() > 0);
            lab.advance(START.plusSeconds(22));
            assertTrue(Files.exists(log.resolveSibling("access.log.1")));
            assertTrue(Files.size(log) < Files.size(log.resolveSibling("access.log.1")));
        } finally {
            tail.destroyForcibly();
        }
    }

    @Test
    void aServerGoesDownAndComesBackAsItself() throws Exception {
        int port = lab.port("bora-pp");
        lab.stop("bora-pp");
        until("refused", () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return !socket.isConnected();
            } catch (ConnectException e) {
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        lab.restart("bora-pp");
        assertEquals(port, lab.port("bora-pp"));
        assertEquals(0, ssh("bora-pp", "true").code());
    }

    @Test
    void everythingIsInOneFolderThatGoesWithIt() throws Exception {
        Path folder = lab.folder();
        assertEquals(List.of(folder), children(parent));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        }
        Process sleeping = new ProcessBuilder(append(client("ssh", "acme-pp"), "sleep 987654")).start();
        BooleanSupplier alive = () -> ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").endsWith("sleep 987654")
                        && !p.info().commandLine().orElse("").contains("ssh"));
        until("sleeps", alive);
        lab.close();
        until("woken", () -> !alive.getAsBoolean());
        sleeping.destroyForcibly().waitFor();
        assertEquals(List.of(), children(parent));
        lab.close();
    }

    @Test
    void theFolderOfADeadProcessIsRemovedAtTheNextStart() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path stale = Files.createDirectories(parent.resolve("tw-console-lab-" + dead.pid() + "-123/servers"));
        Path other = Files.createDirectories(parent.resolve("tw-console-lab-notes"));
        try (Lab second = Lab.start(new LabOptions(parent, Clock.fixed(START, ZoneOffset.UTC),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), false))) {
            assertFalse(Files.exists(stale.getParent()));
            assertTrue(Files.exists(other));
            assertTrue(Files.exists(lab.folder()), "the one that runs stays");
            assertFalse(second.folder().equals(lab.folder()));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("tw-console-lab-")).sorted().toList();
        }
    }
}
