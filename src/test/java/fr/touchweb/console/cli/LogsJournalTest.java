package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestJournald;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a real journald on the terminal: a line an entry, and with {@code --raw} what journalctl writes. */
class LogsJournalTest {
    @TempDir
    private Path folder;

    @Test
    void anEntryIsALineThatDoesNothingToTheTerminal() throws Exception {
        LogsTerminal terminal = new LogsTerminal(folder);
        try (TestJournald journald = TestJournald.start()) {
            String journal = "web1:journal,directory=" + journald.files();
            journald.send("MESSAGE=first\nPRIORITY=6\nSYSLOG_IDENTIFIER=shop\nSYSLOG_PID=42\n\n"
                    + "MESSAGE=red \u001b[31m alert\nPRIORITY=3\nSYSLOG_IDENTIFIER=shop");
            Await.until("they stand there", () -> !TestSshd.run("journalctl", "-q", "-D", journald.files().toString(),
                    "SYSLOG_IDENTIFIER=shop", "PRIORITY=3").isEmpty());
            Await.until("they are followed", () -> terminal.run("logs", "follow", "--from", "start", "--for", "1s",
                    "--grep", "shop", journal) == 0 && terminal.output().lines().count() == 2);
            String[] lines = terminal.output().split("\n");
            assertTrue(lines[0].matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z \\S+ shop(\\[\\d+\\])?: first"), lines[0]);
            assertTrue(lines[1].endsWith(": red \u241B[31m alert"), lines[1]);
            assertEquals(0, terminal.run("logs", "follow", "--raw", "--from", "start", "--for", "1s", "--grep", "first",
                    journal));
            assertTrue(terminal.output().startsWith("{") && terminal.output().contains("\"first\""), terminal.output());
        }
    }
}
