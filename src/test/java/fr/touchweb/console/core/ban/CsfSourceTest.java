package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.BareHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two files of CSF as its documentation describes them; CSF itself is not packaged for Debian and does not run here. */
class CsfSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String DENY = """
            ###############################################################################
            # Copyright, and how a line is written: 192.0.2.99
            Include /etc/csf/more.deny
            203.0.113.9 # lfd: (sshd) Failed SSH login from 203.0.113.9 (FR/France/-): 5 in the last 3600 secs - Thu Nov  5 09:12:33 2026
            198.51.100.0/24 # do not delete
            tcp|in|d=22|s=2001:db8::7 # Manually denied
            tcp|out|d=25|d=192.0.2.1
            not an address
            """;
    private static final String TEMPORARY = """
            1795683600|203.0.113.10|80,443|in|3600|lfd - (mod_security) mod_security triggered by 203.0.113.10
            1795600000|203.0.113.11||inout|60|over by now
            garbage|203.0.113.12||in|60|
            """;

    @TempDir
    Path folder;

    private final RemoteHost host = new BareHost(new LocalHost("web", new CommandJournal(Clock.systemUTC())));

    @Test
    void bothFilesAreReadWithReasonBeginAndEnd() throws Exception {
        List<Ban> bans = CsfSource.read("== csf.deny\n" + DENY + "== csf.tempban\n" + TEMPORARY,
                ZoneId.of("Europe/Paris"), NOW);
        assertEquals(List.of(
                new Ban("csf", "csf.deny", Cidr.of("203.0.113.9"), Instant.parse("2026-11-05T08:12:33Z"), null,
                        "lfd: (sshd) Failed SSH login from 203.0.113.9 (FR/France/-): 5 in the last 3600 secs",
                        List.of()),
                new Ban("csf", "csf.deny", Cidr.of("198.51.100.0/24"), null, null, "do not delete", List.of()),
                new Ban("csf", "csf.deny", Cidr.of("2001:db8::7"), null, null, "Manually denied", List.of()),
                new Ban("csf", "csf.tempban", Cidr.of("203.0.113.10"), Instant.parse("2026-11-26T09:00:00Z"),
                        Instant.parse("2026-11-26T10:00:00Z"),
                        "lfd - (mod_security) mod_security triggered by 203.0.113.10", List.of())),
                bans);
    }

    @Test
    void eachFileHasItsOwnCommand() throws Exception {
        Path deny = Files.writeString(folder.resolve("csf.deny"), DENY);
        Files.writeString(folder.resolve("csf.tempban"), TEMPORARY);
        CsfSource source = new CsfSource(folder.toString(), folder.toString(), Clock.fixed(NOW, ZoneOffset.UTC));
        Ban permanent = source.bans(host, Cidr.of("203.0.113.9")).getFirst();
        assertEquals(List.of("csf", "-dr", "203.0.113.9"), source.lifting(host, permanent).argv());
        Ban temporary = source.bans(host, Cidr.of("203.0.113.10")).getFirst();
        assertEquals(List.of("csf", "-tr", "203.0.113.10"), source.lifting(host, temporary).argv());
        assertEquals(List.of("csf", "-d", "203.0.113.9", permanent.reason()),
                source.restoring(host, permanent, Lift.DONE).orElseThrow().argv());
        Files.delete(deny);
        Files.createDirectory(deny);
        assertThrows(RemoteException.class, () -> source.banned(host), "what cannot be read is not empty");
    }
}
