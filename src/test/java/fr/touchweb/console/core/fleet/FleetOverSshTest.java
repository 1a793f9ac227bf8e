package fr.touchweb.console.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents and facts through a real OpenSSH server. */
@Timeout(180)
class FleetOverSshTest {
    @TempDir
    Path folder;

    private Assembly console(TestSshd sshd, String name, String fleet) throws Exception {
        return console(sshd, name, fleet, Clock.systemUTC());
    }

    private Assembly console(TestSshd sshd, String name, String fleet, Clock clock) throws Exception {
        return new Assembly(options(sshd, name, fleet, clock));
    }

    private ConsoleOptions options(TestSshd sshd, String name, String fleet, Clock clock) throws Exception {
        return new ConsoleOptions(ConsoleFolders.in(folder.resolve(name)), sshd.environment(), Map.of(),
                sshd.user(), "test", clock, fleet, null, null, SecretSource.NONE, HostKeyAsker.NOBODY,
                Names.SYSTEM, List.of());
    }

    private Path document(TestSshd sshd) throws Exception {
        Path file = folder.resolve("shared/fleet.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"version":1,"servers":[{"id":"real","host":"127.0.0.1","port":%d,"user":"%s"},
                {"id":"gone","host":"127.0.0.1","port":1,"user":"%s"}]}""".formatted(sshd.port(), sshd.user(),
                sshd.user()));
        return file;
    }

    @Test
    void aTeamSharesADocumentAndNobodyOverwritesAnother() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Path file = document(sshd);
            String before = Files.readString(file);
            String address = "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + file;
            try (Assembly one = console(sshd, "one", address); Assembly two = console(sshd, "two", address)) {
                FleetStore mine = one.fleet();
                FleetStore theirs = two.fleet();
                Fleet fleet = mine.load();
                assertEquals(2, fleet.servers().size());
                theirs.save(theirs.load().with(Server.of("theirs", "h")));
                assertEquals(before, Files.readString(Path.of(file + ".previous")));
                assertTrue(mine.changedElsewhere());
                mine.save(fleet.with(Server.of("mine", "h")));
                assertFalse(mine.changedElsewhere());
                Fleet both = theirs.load();
                assertTrue(both.server("mine").isPresent() && both.server("theirs").isPresent());
                mine.save(both.with(Server.of("mine", "h2")));
                ChangedElsewhereException conflict = assertThrows(ChangedElsewhereException.class,
                        () -> theirs.save(both.with(Server.of("mine", "h3"))));
                assertEquals(List.of("servers/mine"), conflict.conflicts());
                assertEquals(List.of("theirs", "mine", "mine"), theirs.history().stream()
                        .map(change -> change.entries().replaceAll(".*\\[\"(.*)\"\\].*", "$1")).toList());
            }
        }
    }

    @Test
    void engineersWhoEditAtTheSameTimeLoseNothing() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            String address = "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + document(sshd);
            List<Thread> engineers = new ArrayList<>();
            List<Throwable> wrong = new CopyOnWriteArrayList<>();
            for (String name : List.of("one", "two")) {
                engineers.add(Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> wrong.add(e)).start(() -> {
                    try (Assembly console = console(sshd, name, address)) {
                        FleetStore store = console.fleet();
                        Fleet fleet = store.load();
                        for (int i = 0; i < 3;) {
                            try {
                                fleet = store.save(fleet.with(Server.of(name + i, "h")));
                                i++;
                            } catch (ChangedElsewhereException e) {
                                fleet = store.load();
                            }
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread engineer : engineers) {
                engineer.join();
            }
            assertEquals(List.of(), wrong);
            try (Assembly console = console(sshd, "last", address)) {
                assertEquals(2 + 6, console.fleet().load().servers().size());
                assertEquals(6, console.fleet().history().size());
            }
        }
    }

    @Test
    void aWriterThatDiedHoldsADocumentForTheTimeOfThePolicyOnly() throws Exception {
        Path settings = ConsoleFolders.in(folder.resolve("one")).settings();
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/quick.json"),
                "{\"version\":1,\"base\":\"tw\",\"fleet\":{\"lockSeconds\":1}}");
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Path file = document(sshd);
            Path lock = Files.writeString(file.resolveSibling(".fleet.json.writing"), "somebody");
            ConsoleOptions options = options(sshd, "one", "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + file,
                    Clock.systemUTC());
            try (Assembly console = new Assembly(options.withProfile("quick"))) {
                FleetStore store = console.fleet();
                store.save(store.load().with(Server.of("new", "h")));
            }
            assertFalse(Files.exists(lock));
            assertTrue(Files.readString(file).contains("\"new\""));
        }
    }

    @Test
    void withoutItsHostACopyServesForTheHoursOfThePolicyAndNoLonger() throws Exception {
        HandClock clock = new HandClock(Instant.parse("2026-11-26T07:00:00Z"));
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            String address = "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + document(sshd);
            Path copy = ConsoleFolders.in(folder.resolve("one")).state().resolve("fleet-copy.json");
            try (Assembly console = console(sshd, "one", address, clock)) {
                assertEquals(2, console.fleet().load().servers().size());
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
            }
            sshd.kill();
            Duration limit = new Policies(folder).load("tw").fleet().offline();
            try (Assembly console = console(sshd, "one", address, clock)) {
                clock.pass(limit);
                FleetStore store = console.fleet();
                Fleet fleet = store.load();
                assertEquals(2, fleet.servers().size());
                FleetStore.Offline offline = store.offline().orElseThrow();
                assertEquals(Instant.parse("2026-11-26T07:00:00Z"), offline.readAt());
                assertEquals(clock.instant(), offline.until());
                assertTrue(store.over().isEmpty());
                assertThrows(RemoteException.class, () -> store.save(fleet.with(Server.of("new", "h"))));
                clock.pass(Duration.ofSeconds(1));
                assertEquals("fleet.copy.over", store.over().orElseThrow().key());
                assertEquals("fleet.copy.over",
                        assertThrows(DocumentException.class, store::load).what().key());
                assertFalse(Files.exists(copy));
                assertTrue(console.usableFleet().servers().isEmpty());
                assertEquals("fleet.copy.none",
                        assertThrows(DocumentException.class, store::load).what().key());
                sshd.restart();
                store.load();
                assertTrue(store.offline().isEmpty() && store.over().isEmpty());
                sshd.kill();
                clock.pass(Duration.ofDays(-30));
                assertEquals("fleet.copy.over",
                        assertThrows(DocumentException.class, () -> console.fleet().load()).what().key(),
                        "a clock that was put back proves nothing");
            }
        }
    }

    @Test
    void whoIsLetInNoMoreKeepsNoCopy() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            String address = "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + document(sshd);
            Path copy = ConsoleFolders.in(folder.resolve("one")).state().resolve("fleet-copy.json");
            try (Assembly console = console(sshd, "one", address)) {
                console.fleet().load();
            }
            assertTrue(Files.exists(copy));
            Files.writeString(sshd.authorizedKeys(), "");
            try (Assembly console = console(sshd, "one", address)) {
                assertEquals(RemoteException.Kind.AUTHENTICATION,
                        assertThrows(RemoteException.class, () -> console.fleet().load()).kind());
            }
            assertFalse(Files.exists(copy));
        }
    }

    @Test
    void factsThroughSshAreThoseOfTheMachine() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                Assembly console = console(sshd, "one", document(sshd).toString())) {
            Map<String, FleetProbe.Result> results = probe(console);
            Facts facts = assertInstanceOf(FleetProbe.Result.Answered.class, results.get("real")).facts();
            assertEquals(run("uname", "-srm"), facts.kernel().known().orElseThrow());
            assertEquals(Integer.parseInt(run("nproc")), facts.processors().known().orElseThrow());
            assertTrue(facts.clockOffset().known().orElseThrow().abs().toSeconds() < 30);
            assertTrue(facts.mount("/").isPresent());
            assertInstanceOf(FleetProbe.Result.Failed.class, results.get("gone"));
            assertTrue(console.facts().recallAll().containsKey("real"));
        }
    }

    @Test
    void anAccountWithoutAShellTellsWhatItsFilesTell() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("ForceCommand", "internal-sftp").start(folder.resolve("sshd"));
                Assembly console = console(sshd, "one", document(sshd).toString())) {
            Facts facts = assertInstanceOf(FleetProbe.Result.Answered.class, probe(console).get("real")).facts();
            assertTrue(facts.system().isKnown());
            assertTrue(facts.load().isKnown());
            assertFalse(facts.kernel().isKnown());
            assertFalse(facts.mounts().isKnown());
            assertFalse(facts.of(Product.PHP).isKnown());
        }
    }

    @Test
    void aShellThatSpeaksOnStartDoesNoHarm() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("ForceCommand",
                "echo; echo 'os|L|ID=plan9'; eval \"$SSH_ORIGINAL_COMMAND\"; echo bye")
                .start(folder.resolve("sshd")); Assembly console = console(sshd, "one", document(sshd).toString())) {
            Facts facts = assertInstanceOf(FleetProbe.Result.Answered.class, probe(console).get("real")).facts();
            assertEquals(run("uname", "-srm"), facts.kernel().known().orElseThrow());
            assertFalse(facts.system().known().orElseThrow().id().equals("plan9"));
        }
    }

    private static Map<String, FleetProbe.Result> probe(Assembly console) throws Exception {
        Fleet fleet = console.fleet().load();
        Map<String, FleetProbe.Result> results = new ConcurrentHashMap<>();
        new CurrentThreadRunner().start(Task.of(Message.of("fleet.probe.title"), control -> {
            console.probe(fleet).probe(fleet.servers().stream().toList(), control,
                    (server, result) -> results.put(server.id(), result));
            return 0;
        }), outcome -> assertInstanceOf(Outcome.Success.class, outcome));
        return results;
    }

    private static String run(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor());
        return text;
    }
}
