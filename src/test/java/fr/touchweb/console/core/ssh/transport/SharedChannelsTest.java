package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedChannelsTest {
    @Test
    void whoAsksForAMachineAgainGetsTheChannelsThatAreOpen(@TempDir Path folder) throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(),
                        SecretSource.NONE, new Policies(folder).load("tw").ssh(),
                        new SshConfigResolver(null, Map.of(), InstantSource.system()),
                        new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())))) {
            // More than MaxSessions allows, if each took a channel of its own.
            for (int i = 0; i < 30; i++) {
                RemoteHost host = hosts.connect(sshd.target("web"));
                assertEquals(FileStat.Kind.FOLDER, host.files().stat("/").kind());
            }
            assertEquals(1, hosts.connections().getFirst().channels());
            assertEquals(1, hosts.connections().getFirst().connections());
        }
    }
}
