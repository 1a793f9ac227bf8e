package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.TestSshd;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Machines behind a real sshd, for tests of following. */
public final class TestFollows {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);

    private TestFollows() {}

    public static SshHosts hosts(TestSshd sshd) throws Exception {
        return hosts(sshd, FIGURES);
    }

    static SshHosts hosts(TestSshd sshd, SshPolicy figures) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, figures,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }
}
