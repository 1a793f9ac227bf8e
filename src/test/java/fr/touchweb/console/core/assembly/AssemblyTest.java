package fr.touchweb.console.core.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of core on the lab, over real connections. */
@Timeout(180)
class AssemblyTest {
    @TempDir
    Path parent;

    @Test
    void aWholeConsoleRunsOnTheLab() throws Exception {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ofSeconds(30));
        try (Lab lab = Lab.start(new LabOptions(parent, Clock.systemUTC(), plan, false));
                Assembly console = new Assembly(lab.console())) {
            Fleet fleet = console.fleet().load();
            assertEquals("Karim Lenoir", console.access(fleet).person().name());
            assertEquals("lab", console.policy(fleet).id());

            RemoteHost host = console.hosts(fleet).apply(fleet.server("acme-web1").orElseThrow());
            assertEquals("acme-web1\n", host.run(Command.of("hostname")).text());
            try (OpenFile log = host.files().open("/var/log/haproxy.log")) {
                byte[] start = new byte[200];
                assertTrue(log.read(0, start, 0, start.length) > 100);
                assertTrue(new String(start, StandardCharsets.UTF_8).contains(" haproxy["));
                assertTrue(log.stat().size() > 200);
            }

            Map<String, FleetProbe.Result> results = new ConcurrentHashMap<>();
            new CurrentThreadRunner().start(Task.of(Message.of("fleet.probe.progress", 0, 0), control -> {
                console.probe(fleet).probe(fleet.servers().stream().toList(), control,
                        (Server server, FleetProbe.Result result) -> results.put(server.id(), result));
                return 0;
            }), outcome -> {});
            assertEquals(6, results.size());
            results.forEach((server, result) -> assertInstanceOf(FleetProbe.Result.Answered.class, result, server));
            assertEquals(6, console.facts().recallAll().size());
            assertFalse(console.commands().entries().isEmpty());
        }
    }

    @Test
    void aLogRotatesUnderAnOpenHandleAsOnOpenSsh() throws Exception {
        TrafficPlan plan = TrafficPlan.demonstration().withHistory(Duration.ofSeconds(30))
                .withRotation(Duration.ofSeconds(10), Duration.ofMinutes(5));
        Clock clock = Clock.systemUTC();
        try (Lab lab = Lab.start(new LabOptions(parent, clock, plan, false));
                Assembly console = new Assembly(lab.console())) {
            Fleet fleet = console.fleet().load();
            RemoteHost host = console.hosts(fleet).apply(fleet.server("bora-web1").orElseThrow());
            try (OpenFile log = host.files().open("/var/log/haproxy.log")) {
                lab.advance(clock.instant().plusSeconds(10).plusMillis(200));
                long renamed = log.stat().size();
                lab.advance(clock.instant().plusSeconds(30));
                var bracket = host.files().brackets(java.util.List.of(log)).get(0);
                assertTrue(bracket.before().size() >= renamed);
                assertTrue(bracket.path() != null && bracket.path().size() != bracket.after().size(),
                        "the open file and the one of that name are two: " + bracket);
                byte[] tail = new byte[64];
                assertEquals(64, log.read(bracket.after().size() - 64, tail, 0, 64));
            }
        }
    }

    @Test
    void thePersonsOwnFoldersAndKeysAreThoseOfTheirHome() {
        ConsoleOptions options = ConsoleOptions.ofUser(Map.of("XDG_CONFIG_HOME", "/c", "SSH_AUTH_SOCK", "/run/agent"),
                SecretSource.NONE, HostKeyAsker.NOBODY);
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(home.resolve(".ssh/id_ed25519"), options.ssh().identities().get(0));
        assertEquals(home.resolve(".ssh/known_hosts"), options.ssh().knownHosts().get(0));
        if (System.getProperty("os.name").equals("Linux")) {
            assertEquals(Path.of("/c/tw-console/known_hosts"), options.ssh().ownKnownHosts());
            assertEquals(Path.of("/run/agent"), options.ssh().agentSocket());
        }
    }
}
