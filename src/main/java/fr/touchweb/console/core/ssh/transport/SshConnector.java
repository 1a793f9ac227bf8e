package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.hostkey.FirstContacts;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.KnownHosts;
import fr.touchweb.console.core.ssh.hostkey.KnownHostsFiles;
import fr.touchweb.console.core.ssh.hostkey.SshjHostKeyVerifier;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.DisconnectListener;

/** Makes connections, politely: few log-ins at a time, none to a server that has just refused several. */
final class SshConnector {
    /** Tries when the server has no room (MaxStartups): its own choice is random, so the next try may pass. */
    private static final int BUSY_TRIES = 6;
    private static final long BUSY_PAUSE_MILLIS = 250;
    /** Servers of a client that are opened at once; more of them wait for their keys as they did. */
    private static final int KEYS_AHEAD = 6;

    private final SshPolicy figures;
    private final SshClock clock;
    private final Authenticator authenticator;
    private final FirstContacts contacts;
    private final HandshakeGates gates;
    private final RefusalBreaker breaker;
    private final KnownHostsFiles knownHosts = new KnownHostsFiles();
    private final Set<String> legacyHosts = ConcurrentHashMap.newKeySet();

    SshConnector(SshPolicy figures, SshClock clock, Authenticator authenticator, FirstContacts contacts) {
        this.contacts = contacts;
        this.figures = figures;
        this.clock = clock;
        this.authenticator = authenticator;
        this.gates = new HandshakeGates(figures.handshakesPerServer(), figures.handshakesInAll());
        this.breaker = new RefusalBreaker(figures.refusalsBeforePause(), figures.refusalPauseMillis(), clock);
    }

    SshPolicy figures() {
        return figures;
    }

    SshClock clock() {
        return clock;
    }

    /** Allows SHA-1 to one host ({@code host:port}). */
    void allowLegacy(String server) {
        legacyHosts.add(server);
    }

    boolean isLegacy(ResolvedTarget target) {
        return legacyHosts.contains(serverOf(target));
    }

    /** The way to a target: a socket of its own, or a channel of its jump host's connection. */
    interface Way {
        /** Gets the jump host ready, before a turn is taken: its log-in needs a turn too. */
        Opener ready() throws RemoteException, InterruptedException;
    }

    /** Opens the socket. */
    interface Opener {
        Socket open(WireMeter meter, ConnectAttempt attempt) throws IOException, InterruptedException;
    }

    /** How {@link #connect} tells what goes on. */
    interface Observer {
        void step(ConnectStep step);

        /** The connection ended, whoever ended it; on a thread of its own. */
        void ended(SshLink link);

        Observer NONE = new Observer() {
            @Override
            public void step(ConnectStep step) {
                // Nobody looks.
            }

            @Override
            public void ended(SshLink link) {
                // Nobody looks.
            }
        };
    }

    /** Made for the first connection, not for the first frame: the providers behind them are slow to load. */
    private static final class Offers {
        static final Config MODERN = Algorithms.modern();
        static final Config LEGACY = Algorithms.legacy();
    }

    /** Gets ready what the first connections would wait for; takes about a second of a processor, on this thread. */
    static void prepare() {
        Algorithms.prepareProviders();
        Offers.MODERN.getKeyExchangeFactories();
        SntrupKeys.OF_PROCESS.keepReady(KEYS_AHEAD);
    }

    /** A new connection, logged in. */
    SshLink connect(ResolvedTarget target, Way way, Observer observer) throws RemoteException, InterruptedException {
        Algorithms.prepareProviders();
        if (target.proxyCommand() != null) {
            throw new RemoteException(Kind.CONFIGURATION,
                    Message.of("ssh.error.proxy-command", target.target().name()), null);
        }
        String server = serverOf(target);
        for (int attempt = 1;; attempt++) {
            breaker.check(server);
            try {
                SshLink link = new ConnectAttempt(server, clock, observer::step)
                        .run(running -> attempt(target, way, running, observer));
                breaker.succeeded(server);
                return link;
            } catch (RemoteException e) {
                if (settled(target, e)) {
                    continue;
                }
                breaker.failed(server, e);
                if (e.kind() != Kind.BUSY || attempt == BUSY_TRIES) {
                    throw e;
                }
                long pause = BUSY_PAUSE_MILLIS << (attempt - 1);
                Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            }
        }
    }

    /** Before anything is opened: without a file that may hold a revocation nothing is accepted. */
    private KnownHosts known(ResolvedTarget target) throws RemoteException {
        try {
            return knownHosts.current(target.knownHosts(), target.revokedKeys());
        } catch (IOException e) {
            throw new RemoteException(Kind.CONFIGURATION,
                    Message.of("ssh.hostkey.unreadable", target.target().name(), String.valueOf(e.getMessage())), e);
        }
    }

    /** Whether the person has just accepted the key of a first contact: then the same way is gone once more. */
    private boolean settled(ResolvedTarget target, RemoteException e) throws RemoteException, InterruptedException {
        // The refusal of a jump host was settled, or not, by the jump host's own connection.
        if (!(e.getCause() instanceof HostKeyRefusal refusal) || !refusal.target().equals(target)) {
            return false;
        }
        try {
            return contacts.settle(new HostKeyQuestion(target.target().name(), target.lookupHost(),
                    target.lookupPort(), refusal.verdict()));
        } catch (IOException notStored) {
            throw new RemoteException(Kind.CONFIGURATION,
                    Message.of("ssh.hostkey.notStored", String.valueOf(notStored.getMessage())), notStored);
        }
    }

    private SshLink attempt(ResolvedTarget target, Way way, ConnectAttempt attempt, Observer observer)
            throws IOException, InterruptedException {
        String server = serverOf(target);
        KnownHosts known = known(target);
        attempt.step(ConnectStep.RESOLVE, ConnectAttempt.NEVER_MILLIS);
        Opener opener = way.ready();
        Authenticator.Ready login = authenticator.prepare(target, new Authenticator.Asking() {
            @Override
            public void begins() {
                attempt.askingBegins();
            }

            @Override
            public void ends() {
                attempt.askingEnds();
            }
        });
        attempt.step(ConnectStep.QUEUE, ConnectAttempt.NEVER_MILLIS);
        try (HandshakeGates.Pass _ = gates.enter(server)) {
            WireMeter meter = new WireMeter(clock);
            Socket socket = opener.open(meter, attempt);
            attempt.uses(socket);
            Handshake handshake = new Handshake(target, known, socket, meter, attempt, observer, login);
            try {
                return handshake.run();
            } catch (IOException | InterruptedException | RuntimeException e) {
                handshake.abandon();
                throw handshake.explained(e);
            }
        }
    }

    static Socket direct(ResolvedTarget target, WireMeter meter, ConnectAttempt attempt, SshPolicy figures)
            throws IOException {
        attempt.step(ConnectStep.TCP, figures.tcpConnectMillis());
        return MeteredSocket.connect(target.hostName(), target.port(), figures.tcpConnectMillis(), meter,
                attempt::uses);
    }

    static Socket through(SshLink bastion, Runnable whenClosed, ResolvedTarget target, WireMeter meter,
            ConnectAttempt attempt, SshPolicy figures) throws IOException, InterruptedException {
        attempt.step(ConnectStep.TCP, figures.tcpConnectMillis() + figures.channelOpenMillis());
        DirectConnection channel = bastion.direct(target.hostName(), target.port());
        return new JumpSocket(channel, meter, whenClosed);
    }

    static String serverOf(ResolvedTarget target) {
        return target.hostName() + ":" + target.port();
    }

    /** Everything between an open socket and a connection that is logged in. */
    private final class Handshake {
        private final ResolvedTarget target;
        private final Socket socket;
        private final WireMeter meter;
        private final ConnectAttempt attempt;
        private final Observer observer;
        private final Authenticator.Ready login;
        private final SSHClient client;
        private final SshjHostKeyVerifier verifier;
        private volatile String algorithms = "";
        private volatile Consumer<String> ended = _ -> {};

        Handshake(ResolvedTarget target, KnownHosts known, Socket socket, WireMeter meter, ConnectAttempt attempt,
                Observer observer, Authenticator.Ready login) {
            this.login = login;
            this.target = target;
            this.socket = socket;
            this.meter = meter;
            this.attempt = attempt;
            this.observer = observer;
            this.client = new SSHClient(isLegacy(target) ? Offers.LEGACY : Offers.MODERN);
            this.verifier = new SshjHostKeyVerifier(known, target.lookupHost(), target.lookupPort(),
                    Clock.systemUTC());
        }

        SshLink run() throws IOException, InterruptedException {
            client.setSocketFactory(new ReadySocketFactory(socket));
            client.addHostKeyVerifier(verifier);
            client.getTransport().addAlgorithmsVerifier(chosen -> {
                // The server has spoken: from here on it is the key exchange that takes time.
                attempt.step(ConnectStep.KEX, figures.handshakeMillis());
                algorithms = chosen.getKeyExchangeAlgorithm() + ", " + chosen.getServer2ClientCipherAlgorithm();
                return true;
            });
            DisconnectListener listener = (reason, words) -> ended.accept(String.valueOf(words));
            client.getTransport().setDisconnectListener(listener);
            client.getTransport().setTimeoutMs(figures.handshakeMillis());
            client.setTimeout(figures.bannerMillis());
            attempt.step(ConnectStep.BANNER, figures.bannerMillis());
            client.connect(target.hostName(), target.port());
            // The steps of a log-in have their own limits; a security key waits for a touch.
            attempt.step(ConnectStep.LOGIN, figures.handshakeMillis() + figures.secretMillis());
            client.getTransport().setTimeoutMs(figures.handshakeMillis() + figures.secretMillis());
            boolean interactive = login.login(client);
            client.getTransport().setTimeoutMs(figures.handshakeMillis());
            client.getConnection().setTimeoutMs(figures.channelOpenMillis());
            SshLink link = new SshLink(client, socket, meter, target.target().name(), interactive, algorithms,
                    figures.channelsPerConnection(), figures.channelOpenMillis());
            ended = _ -> {
                if (link.died()) {
                    Thread.ofVirtual().name("ssh-ended").start(() -> observer.ended(link));
                }
            };
            if (!link.isAlive()) {
                throw new IOException("the server ended the connection after the log-in");
            }
            return link;
        }

        /** Frees what a failed try holds. */
        void abandon() {
            Thread.ofVirtual().name("ssh-abandon").start(() -> {
                try {
                    client.disconnect();
                } catch (IOException e) {
                    SshErrors.quiet("disconnect after a failed connection", e);
                }
            });
            try {
                socket.close();
            } catch (IOException e) {
                SshErrors.quiet("close after a failed connection", e);
            }
        }

        /** A refused host key shows as a failed key exchange; the verdict tells which refusal it was. */
        IOException explained(Exception failure) throws InterruptedException {
            if (failure instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            HostKeyVerdict verdict = verifier.verdict().orElse(null);
            if (verdict != null && !(verdict instanceof HostKeyVerdict.Ok)) {
                return HostKeyMessages.refusal(target, verdict);
            }
            return SshErrors.connecting(attempt.current(), serverOf(target), failure);
        }
    }
}
