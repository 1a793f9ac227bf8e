package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.hostkey.FirstContacts;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.ssh.hostkey.OwnKnownHosts;
import fr.touchweb.console.core.text.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All machines that are reached over SSH, and their connections. One for the application; safe on any thread. */
public final class SshHosts implements AutoCloseable {
    private final CommandJournal journal;
    private final Resolver resolver;
    private final SshConnector connector;
    private final Watchdog watchdog;
    private final Map<String, SharedConnection> connections = new ConcurrentHashMap<>();
    private final Map<SshTarget, SshHost> machines = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Asks {@code ssh_config}; may run a program. */
    interface Resolver {
        ResolvedTarget resolve(SshTarget target) throws RemoteException, InterruptedException;
    }

    /**
     * @param environment whose keys, configuration and known hosts are used
     * @param secrets asks the person
     * @param hostKeys asks the person about first contacts; what is accepted stands in the console's own known_hosts
     */
    public SshHosts(CommandJournal journal, SshEnvironment environment, SecretSource secrets, HostKeyAsker hostKeys,
            SshPolicy figures, SshConfigResolver resolver, Authentication authentication) {
        this(journal, target -> resolver.resolve(target, environment), Authenticator.of(authentication, secrets),
                new FirstContacts(hostKeys, new OwnKnownHosts(environment.ownKnownHosts())), figures, SshClock.SYSTEM);
    }

    /** With nobody to ask about first contacts. */
    public SshHosts(CommandJournal journal, SshEnvironment environment, SecretSource secrets, SshPolicy figures,
            SshConfigResolver resolver, Authentication authentication) {
        this(journal, environment, secrets, HostKeyAsker.NOBODY, figures, resolver, authentication);
    }

    SshHosts(CommandJournal journal, Resolver resolver, Authenticator authenticator, FirstContacts contacts,
            SshPolicy figures, SshClock clock) {
        this.journal = journal;
        this.resolver = resolver;
        this.connector = new SshConnector(figures, clock, authenticator, contacts);
        this.watchdog = new Watchdog(figures, clock, this::all);
    }

    /**
     * Gets ready, on threads of its own, what the first connections of the process would wait for: for whoever shows a
     * window first and connects later.
     */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("ssh-prepare").start(SshConnector::prepare);
    }

    /**
     * A machine; nothing is connected before it is used. Equal targets are one machine: its channels for files stay open
     * for the next who asks, and there is one of each however often it is asked for.
     */
    public SshHost connect(SshTarget target) {
        return machines.computeIfAbsent(target, known -> new SshHost(known.name(), new Lazy(known), journal));
    }

    /** Every connection that was used so far, in the order of their routes. */
    public List<ConnectionSnapshot> connections() {
        return connections.values().stream().map(SharedConnection::snapshot)
                .sorted((a, b) -> a.route().compareTo(b.route())).toList();
    }

    /** Called at each change of a connection's state, on any thread; must return at once. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Closes the connection that a server uses; its next use connects again. */
    public void disconnect(String name) {
        named(name).forEach(SharedConnection::disconnect);
    }

    /** Closes each connection that nobody uses at this moment; the next use connects again. */
    public void disconnectUnused() {
        all().forEach(SharedConnection::disconnectUnused);
    }

    /** Ends the pause before the next reconnection of a server. */
    public void retryNow(String name) {
        named(name).forEach(SharedConnection::retryNow);
    }

    /** Allows SHA-1 and CBC to one host that has nothing better; its connection says so. */
    public void allowLegacy(String host, int port) {
        connector.allowLegacy(host + ":" + port);
    }

    @Override
    public void close() {
        closed = true;
        watchdog.close();
        all().forEach(SharedConnection::close);
    }

    private List<SharedConnection> named(String name) {
        return all().stream().filter(connection -> connection.named(name)).toList();
    }

    private Collection<SharedConnection> all() {
        return connections.values();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private SharedConnection shared(ResolvedTarget target) throws RemoteException {
        if (closed) {
            throw new RemoteException(Kind.LOST, Message.of("ssh.error.lost", target.target().name()), null);
        }
        SharedConnection connection = connections.computeIfAbsent(target.route(),
                _ -> new SharedConnection(target, connector, () -> opener(target), this::changed));
        connection.name(target.target().name());
        return connection;
    }

    /** A connection of its own, shared with nobody; whoever asks for it closes it. */
    SshLink newLink(SshTarget target) throws RemoteException, InterruptedException {
        ResolvedTarget resolved = resolver.resolve(target);
        return connector.connect(resolved, () -> opener(resolved), SshConnector.Observer.NONE);
    }

    /** Gets the jump host connected, where there is one. */
    private SshConnector.Opener opener(ResolvedTarget target) throws RemoteException, InterruptedException {
        ResolvedTarget via = target.via();
        if (via == null) {
            return (meter, attempt) -> SshConnector.direct(target, meter, attempt, connector.figures());
        }
        SharedConnection bastion = shared(via);
        SshLink link = bastion.primary();
        return (meter, attempt) -> {
            SftpAccess.Use use = bastion.use();
            boolean opened = false;
            try {
                var socket = SshConnector.through(link, use::close, target, meter, attempt, connector.figures());
                opened = true;
                return socket;
            } finally {
                if (!opened) {
                    use.close();
                }
            }
        };
    }

    /** Resolved at its first use, and again for a new connection: the configuration may have changed by then. */
    private final class Lazy implements SshHost.ConnectionSource {
        private final SshTarget target;
        private volatile @Nullable SharedConnection known;

        Lazy(SshTarget target) {
            this.target = target;
        }

        @Override
        public SharedConnection connection() throws RemoteException, InterruptedException {
            SharedConnection connection = known;
            if (connection == null || connection.state() instanceof ConnectionState.Offline
                    || connection.state() instanceof ConnectionState.NeedsYou) {
                connection = shared(resolver.resolve(target));
                known = connection;
            }
            return connection;
        }
    }
}
