package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Requests from this machine over plain sockets, since no client of the JDK tells all phases, keeps the reason phrase and
 * the case of header names (reference C.4). Each request has a connection of its own and a platform thread of its own: a
 * virtual one would add its scheduling to what is measured. Safe on several threads.
 */
public final class HttpProbe implements Vantage {
    private final Dialer dialer;
    private final Trust trust;
    private final RequestPolicy limits;
    private final CommandJournal journal;
    private final InstantSource clock;
    private final Warmth warmth;
    private final Proxies proxies;

    /**
     * @param names where sites are found
     * @param anchors issuers to trust beside those of Java
     * @param limits of the requests
     * @param journal where each request is noted
     */
    public HttpProbe(Names names, List<X509Certificate> anchors, RequestPolicy limits, CommandJournal journal,
            InstantSource clock) {
        this(names, anchors, limits, journal, clock, Map.of());
    }

    /** @param environment variables of this process, which may name a proxy */
    public HttpProbe(Names names, List<X509Certificate> anchors, RequestPolicy limits, CommandJournal journal,
            InstantSource clock, Map<String, String> environment) {
        this.proxies = new Proxies(environment);
        this.dialer = new Dialer(names, limits);
        this.trust = new Trust(anchors);
        this.limits = limits;
        this.journal = journal;
        this.clock = clock;
        this.warmth = Warmth.OF_PROCESS;
    }

    @Override
    public Message name() {
        return Message.of("diagnose.here");
    }

    @Override
    public List<Message> remarks(WebAddress address) {
        String proxy = proxies.of(address);
        return proxy == null ? List.of() : List.of(Message.of("diagnose.remark.proxy", proxy));
    }

    @Override
    public Probe ask(ProbeRequest request, TaskControl control) throws InterruptedException {
        control.checkCancelled();
        warmth.ensure(trust, limits);
        Run run = new Run(request);
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        try (OpenSockets sockets = OpenSockets.of(control)) {
            Thread thread = Thread.ofPlatform().daemon().name("probe").unstarted(() -> run.run(sockets));
            thread.setUncaughtExceptionHandler((_, e) -> fault.set(e));
            thread.start();
            thread.join();
        }
        control.checkCancelled();
        Throwable thrown = fault.get();
        if (thrown != null) {
            throw new IllegalStateException("a probe failed by itself", thrown);
        }
        return run.probe();
    }

    /** One request; its fields belong to its own thread until that has ended. */
    private final class Run {
        private final ProbeRequest request;
        private final Instant started = clock.instant();
        private List<InetAddress> candidates = List.of();
        private List<InetAddress> dead = List.of();
        private @Nullable InetSocketAddress peer;
        private @Nullable Duration dns;
        private @Nullable Duration connect;
        private @Nullable Duration tls;
        private @Nullable Duration send;
        private @Nullable Duration firstByte;
        private @Nullable Duration receive;
        private @Nullable TlsFacts facts;
        private @Nullable HttpAnswer answer;
        private @Nullable ProbeProblem problem;

        Run(ProbeRequest request) {
            this.request = request;
        }

        Probe probe() {
            InetSocketAddress to = peer;
            return new Probe(request.address(), started, candidates, to, dead,
                    new Phases(dns, connect, tls, send, firstByte, receive), facts, answer, problem,
                    RequestHead.line(request, to == null ? null : to.getAddress(), to == null ? 0 : to.getPort()));
        }

        void run(OpenSockets sockets) {
            byte[] head = RequestHead.bytes(request);
            CommandEntry entry = null;
            try {
                long deadline = System.nanoTime() + limits.wholeMillis() * 1_000_000L;
                Dialer.Connection connection = dialer.connect(addresses(), sockets);
                peer = connection.peer();
                dead = connection.dead();
                connect = connection.connect();
                entry = journal.started(request.address().host(), "", RequestHead.line(request,
                        connection.peer().getAddress(), connection.peer().getPort()));
                exchange(secured(connection.socket(), sockets), head, deadline);
            } catch (ProbeException e) {
                problem = e.problem();
            } catch (IOException e) {
                // A connection that ends while it is written to: nothing was read, so nothing can be told apart.
                problem = new ProbeProblem(ProbeProblem.Kind.DROPPED, Message.of("diagnose.problem.reset"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            } finally {
                note(entry);
            }
        }

        private void note(@Nullable CommandEntry entry) {
            CommandEntry known = entry == null
                    ? journal.started(request.address().host(), "", RequestHead.line(request, null, 0))
                    : entry;
            HttpAnswer got = answer;
            ProbeProblem wrong = problem;
            journal.finished(known,
                    got == null
                            ? "lost: " + (wrong == null ? "cancelled" : wrong.kind().name())
                            : "HTTP " + got.status(),
                    got == null ? 0 : got.rawHead().length() + got.bodyBytes(), 0);
        }

        private List<InetSocketAddress> addresses() throws ProbeException, InterruptedException {
            InetAddress pinned = request.pinned();
            if (pinned != null) {
                return List.of(new InetSocketAddress(pinned,
                        request.pinnedPort() > 0 ? request.pinnedPort() : request.address().port()));
            }
            long start = System.nanoTime();
            try {
                List<InetSocketAddress> found = dialer.resolve(request.address(), request.family());
                candidates = found.stream().map(InetSocketAddress::getAddress).toList();
                return found;
            } finally {
                dns = Duration.ofNanos(System.nanoTime() - start);
            }
        }

        private Socket secured(Socket connection, OpenSockets sockets) throws IOException {
            if (!request.address().tls()) {
                return connection;
            }
            connection.setSoTimeout(limits.connectMillis());
            TlsDoor door = TlsDoor.over(connection, request.address(), trust, request.acceptBadCertificate());
            sockets.keep(door.socket());
            long start = System.nanoTime();
            try {
                door.handshake();
                tls = Duration.ofNanos(System.nanoTime() - start);
                problem = door.problem();
            } finally {
                facts = door.facts();
            }
            return door.socket();
        }

        private void exchange(Socket socket, byte[] head, long deadline) throws IOException {
            AnswerReader reader = AnswerReader.of(socket, limits, deadline);
            long start = System.nanoTime();
            socket.getOutputStream().write(head);
            long sent = System.nanoTime();
            send = Duration.ofNanos(sent - start);
            try {
                answer = reader.read(request.body());
            } finally {
                if (reader.firstByte() != 0) {
                    firstByte = Duration.ofNanos(reader.firstByte() - sent);
                    receive = Duration.ofNanos(System.nanoTime() - reader.firstByte());
                }
            }
        }
    }
}
