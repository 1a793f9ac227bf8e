package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.hostkey.FirstContacts;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.ssh.hostkey.OwnKnownHosts;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The engine as the console wires it, on an environment of the test. */
final class TestHosts implements AutoCloseable {
    /** The true figures of the policy. */
    static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 15_000, 30_000,
            90_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);
    /** The same with a watchdog and a reconnection that are quick. */
    static final SshPolicy QUICK = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 500, 1_500, 4_000,
            300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);

    /** The true figures, with no patience for a server that says nothing. */
    static final SshPolicy IMPATIENT = new SshPolicy(1_500, 1_500, 5_000, 5_000, 60_000, 120_000, 15_000, 30_000,
            90_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);

    final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    final SshHosts hosts;

    TestHosts(SshEnvironment environment, SshPolicy figures) {
        this(environment, figures, SecretSource.NONE, SshClock.SYSTEM);
    }

    TestHosts(SshEnvironment environment, SshPolicy figures, SecretSource secrets, SshClock clock) {
        this(environment, figures, secrets, HostKeyAsker.NOBODY, clock);
    }

    TestHosts(SshEnvironment environment, SshPolicy figures, SecretSource secrets, HostKeyAsker hostKeys,
            SshClock clock) {
        SshConfigResolver resolver = new SshConfigResolver(null, Map.of(), InstantSource.system());
        Authentication authentication = new Authentication(
                new KeyRing(Duration.ofMinutes(5), InstantSource.system()));
        this.hosts = new SshHosts(journal, target -> resolver.resolve(target, environment),
                Authenticator.of(authentication, secrets),
                new FirstContacts(hostKeys, new OwnKnownHosts(environment.ownKnownHosts())), figures, clock);
    }

    /** Connections of their own to one server, all asked for at the same time. */
    List<SshLink> links(SshTarget target, int count) throws Exception {
        return RefusalsTest.all(count, () -> hosts.newLink(target));
    }

    @Override
    public void close() {
        hosts.close();
    }
}
