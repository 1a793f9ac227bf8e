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
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents and facts through a real OpenSSH server. */
@Timeout(180)
class FleetOverSshTest {
    @TempDir
    Path folder;

    private Assembly console(TestSshd sshd, String name, String fleet) throws Exception {
        return new Assembly(new ConsoleOptions(ConsoleFolders.in(folder.resolve(name)), sshd.environment(), Map.of(),
                sshd.user(), "test", Clock.systemUTC(), fleet, null, null, SecretSource.NONE, HostKeyAsker.NOBODY,
                Names.SYSTEM, List.of()));
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
                assertThrows(ChangedElsewhereException.class, () -> mine.save(fleet.with(Server.of("mine", "h"))));
                mine.save(mine.load().with(Server.of("mine", "h")));
                assertFalse(mine.changedElsewhere());
                Fleet both = theirs.load();
                assertTrue(both.server("mine").isPresent() && both.server("theirs").isPresent());
            }
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
