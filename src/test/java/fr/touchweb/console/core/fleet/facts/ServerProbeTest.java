package fr.touchweb.console.core.fleet.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.support.RealPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProbeTest {
    @TempDir
    Path folder;

    @Test
    void theScriptIsOneLineThatEveryShellAccepts() throws Exception {
        String script = ServerProbe.script();
        assertFalse(script.contains("\n"));
        assertFalse(script.contains("/dev/null"));
        for (List<String> shell : List.of(List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"))) {
            RealPeer.require(shell.get(0));
            List<String> argv = new java.util.ArrayList<>(shell);
            argv.addAll(List.of("-n", "-c", script));
            assertEquals("0: ", run(Map.of(), argv));
        }
    }

    /** The whole way, on this machine: each fact against what the machine's own command says. */
    @Test
    void factsAreThoseOfTheMachine() throws Exception {
        RealPeer.require("df");
        ServerProbe probe = new ServerProbe(Clock.systemUTC(), Duration.ofSeconds(120));
        ProbeOutput output = probe.probe(new LocalHost("here", new CommandJournal(Clock.systemUTC())));
        Facts facts = FactsParser.parse(output);
        assertEquals(sh("uname -srm"), facts.kernel().known().orElseThrow());
        assertEquals(Integer.parseInt(sh("nproc")), facts.processors().known().orElseThrow());
        assertEquals(sh(". /etc/os-release; echo $ID"), facts.system().known().orElseThrow().id());
        long kilobytes = Long.parseLong(sh("while read k v u; do [ $k = MemTotal: ] && echo $v; done </proc/meminfo"));
        assertEquals(kilobytes << 10, facts.memory().known().orElseThrow().total());
        Facts.Mount root = facts.mount("/").orElseThrow();
        assertEquals(Long.parseLong(sh("df -P -k / | tail -n 1 | awk '{print $2}'")) << 10, root.size());
        double uptime = Double.parseDouble(sh("cut -d' ' -f1 /proc/uptime"));
        assertTrue(Math.abs(facts.uptime().known().orElseThrow().toSeconds() - uptime) < 300);
        String php = sh("dpkg-query -W -f '${Package} ${Status}\\n' 'php*-fpm' 2>&1 | grep -c 'install ok' || true");
        assertEquals(php.equals("0"), facts.of(Product.PHP).known().orElseThrow().isEmpty());
    }

    /** A jail as TouchWeb's: a shell, a few tools, no /dev, no /proc, no /etc. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox"})
    void aJailWithoutAnythingIsProbedWithoutAFailure(String shell) throws Exception {
        RealPeer.requireThat("root".equals(System.getProperty("user.name")), "a jail needs root");
        Path busybox = RealPeer.require("busybox");
        for (String library : sh("ldd " + busybox + " | grep -o '/[^ ]*' || true").lines().toList()) {
            Path copy = folder.resolve(library.substring(1));
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of(library), copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : shell.equals("dash") ? List.of("sh", "df", "uname") : List.of("sh")) {
            Files.copy(busybox, bin.resolve(tool));
            Files.setPosixFilePermissions(bin.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Process process = new ProcessBuilder("chroot", folder.toString(), "/bin/sh", "-c", ServerProbe.script(), "sh",
                "XX").redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertTrue(text.contains("XX|end|E|0"), text);
        Facts facts = FactsParser.parse(new ProbeOutput(Instant.now(), true, null, "Europe/Paris", false, "XX", text));
        assertFalse(facts.system().isKnown());
        assertFalse(facts.memory().isKnown());
        assertFalse(facts.of(Product.PHP).isKnown());
        assertEquals("Europe/Paris", facts.zone().known().orElseThrow());
        assertEquals(shell.equals("dash"), facts.kernel().isKnown());
    }

    private static String sh(String script) throws Exception {
        String result = run(Map.of("LC_ALL", "C"), List.of("sh", "-c", script));
        return result.substring(result.indexOf(": ") + 2).strip();
    }

    private static String run(Map<String, String> environment, List<String> argv) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue() + ": " + text;
    }
}
