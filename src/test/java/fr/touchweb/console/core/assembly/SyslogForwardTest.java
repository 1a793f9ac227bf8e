package fr.touchweb.console.core.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestJournald;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own logger, through a real sshd, into a real journald. */
class SyslogForwardTest {
    @TempDir
    Path folder;

    @Test
    void theServerHearsWhoChangedWhatAndAFailureIsAnEntry() throws Exception {
        ConsoleFolders folders = ConsoleFolders.in(folder.resolve("console"));
        Files.createDirectories(folders.settings().resolve("policy"));
        Files.writeString(folders.settings().resolve("policy/own.json"),
                "{\"version\":1,\"base\":\"lab\",\"privacy\":{\"forwardChanges\":true}}");
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestJournald journald = TestJournald.start();
                SystemLog log = new SystemLog(journald.syslogSocket())) {
            Path file = Files.writeString(folder.resolve("fleet.json"), """
                    {"version":1,"servers":[{"id":"web1","host":"127.0.0.1","port":%d,"user":"%s"},
                     {"id":"gone","host":"127.0.0.1","port":1,"user":"%s"}]}""".formatted(sshd.port(), sshd.user(),
                    sshd.user()));
            ConsoleOptions options = new ConsoleOptions(folders, sshd.environment(), Map.of(), "jdurand", "desk",
                    Clock.systemUTC(), file.toString(), "own", null, SecretSource.NONE, HostKeyAsker.NOBODY,
                    Names.SYSTEM, List.of());
            try (Assembly core = new Assembly(options)) {
                core.whitelists(core.fleet().load());
                core.changes().append("web1", "whitelist-add", "203.0.113.4 $(id) 'x'", "done");
                core.changes().append("web1,gone", "whitelist-confirm", "y".repeat(2000), "cancelled");
                core.changes().append("console", "vault-keep", "", "done");
            }
            Await.until("both messages", () -> heard(journald).contains("whitelist-confirm"));
            String heard = heard(journald);
            assertTrue(heard.contains("{\"person\":\"jdurand\",\"machine\":\"desk\",\"action\":\"whitelist-add\""),
                    heard);
            assertTrue(heard.contains("203.0.113.4 $(id) 'x'"), heard);
            assertTrue(!heard.contains("vault-keep") && !heard.contains("yyy"), heard);
            try (Assembly core = new Assembly(options)) {
                List<ChangeEntry> told = core.changes().newest(10).stream()
                        .filter(entry -> entry.action().equals("syslog-forward")).toList();
                assertEquals(List.of("gone"), told.stream().map(ChangeEntry::target).toList());
                assertTrue(told.getFirst().result().startsWith("failed: "), told.toString());
            }
        }
    }

    @Test
    void whatSaysWhoDidWhatIsNeverCut() {
        String line = SyslogForward.line(new ChangeEntry(7, Instant.EPOCH, "p", "m", "t", "a", "d".repeat(5000), "r"));
        assertEquals("{\"person\":\"p\",\"machine\":\"m\",\"action\":\"a\",\"result\":\"r\",\"target\":\"t\","
                + "\"sequence\":7,\"time\":\"1970-01-01T00:00:00Z\"}", line);
    }

    /** Makes a journald the syslog of this machine, which has none of its own, for as long as the test takes. */
    private static final class SystemLog implements AutoCloseable {
        private static final Path PLACE = Path.of("/dev/log");

        SystemLog(Path socket) throws IOException {
            RealPeer.requireThat(!Files.exists(PLACE), "this machine has a syslog of its own");
            Files.deleteIfExists(PLACE);
            Files.createSymbolicLink(PLACE, socket);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(PLACE);
        }
    }

    private static String heard(TestJournald journald) throws Exception {
        return TestSshd.run("journalctl", "--directory=" + journald.files(), "-t", "tw-console", "-o", "cat");
    }
}
