package fr.touchweb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The front door as a process of its own, as people start it. */
@Timeout(480)
class ConsoleTest {
    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private Process start(List<String> jvm, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Duser.home=" + folder,
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"))));
        line.addAll(jvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Console.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile());
        for (String variable : List.of("DISPLAY", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                "XDG_CACHE_HOME", "SSH_AUTH_SOCK")) {
            builder.environment().remove(variable);
        }
        return builder.start();
    }

    private Ended run(List<String> jvm, String... arguments) throws Exception {
        Process process = start(jvm, arguments);
        try {
            assertTrue(process.waitFor(450, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }

    private List<Path> leftInTemporaryFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("tw-console-lab-")).toList();
        }
    }

    @Test
    void helpAndWrongUse() throws Exception {
        Ended help = run(List.of("-Duser.language=fr"), "--help");
        assertEquals(0, help.code(), help.err());
        assertTrue(help.out().contains("fleet") && help.out().contains("logs") && help.out().contains("tour"));
        assertEquals(2, run(List.of(), "nothing").code());
        Ended none = run(List.of(), "fleet", "list");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("fleet.json"), none.err());
    }

    @Test
    void withoutADisplayItSaysSo() throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Ended ended = run(List.of(), "--demo", "--lang", "en");
        assertEquals(2, ended.code());
        assertTrue(ended.err().startsWith("no display here"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void withoutADisplayTheRunCommandDrawsTheTourAndLeavesNothingElse() throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        Path pictures = folder.resolve("pictures");
        Ended ended = run(List.of("-Dconsole.tourWithoutDisplay=" + pictures), "--demo");
        assertEquals(0, ended.code(), ended.err());
        List<String> listed = ended.out().lines().toList();
        assertTrue(listed.size() > 5, ended.out());
        for (String picture : listed) {
            assertTrue(Files.size(Path.of(picture)) > 1_000, picture);
        }
        JsonNode tour = new JsonMapper().readTree(pictures.resolve("tour.json").toFile());
        assertEquals("[]", tour.path("silent").toString(), "controls without words for a screen reader");
        assertEquals(List.of(), leftInTemporaryFolder());
        assertFalse(Files.exists(folder.resolve(".config/tw-console")), "the demonstration keeps out of the person's");
    }

    @Test
    void verbsWorkOnRealServersOfTheLab() throws Exception {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ofSeconds(20));
        try (Lab lab = Lab.start(new LabOptions(folder.resolve("lab"), Clock.systemUTC(), plan, true))) {
            Path ssh = Files.createDirectories(folder.resolve(".ssh"));
            for (String file : List.of("id_ed25519", "known_hosts")) {
                Files.copy(lab.consoles().ssh().home().resolve(".ssh").resolve(file), ssh.resolve(file),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
            String fleet = lab.consoles().fleetFile().toString();
            Ended probe = run(List.of(), "fleet", "probe", "acme-web1", "--fleet", fleet, "--profile", "lab", "--json");
            assertEquals(0, probe.code(), probe.err());
            assertTrue(probe.out().contains("12.15"), probe.out());
            Ended follow = run(List.of(), "logs", "follow", "acme-web1:/var/log/haproxy.log", "--from", "start",
                    "--for", "4s", "--raw", "--fleet", fleet, "--profile", "lab");
            assertEquals(0, follow.code(), follow.err());
            List<String> file = Files.readAllLines(lab.root("acme-web1").resolve("var/log/haproxy.log"));
            List<String> got = follow.out().lines().toList();
            assertFalse(got.isEmpty(), follow.err());
            assertEquals(file.subList(0, got.size()), got);
            Ended unknown = run(List.of(), "logs", "sources", "nowhere", "--fleet", fleet);
            assertEquals(2, unknown.code(), unknown.err());
        }
    }

    @Test
    void interruptedItEndsWith130AndCleansUp() throws Exception {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        Process process = start(List.of(), "tour", folder.resolve("never").toString(), "--all");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (leftInTemporaryFolder().isEmpty() && System.nanoTime() < deadline) {
            assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS));
        }
        assertFalse(leftInTemporaryFolder().isEmpty());
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(130, process.exitValue());
        assertEquals(List.of(), leftInTemporaryFolder());
    }
}
