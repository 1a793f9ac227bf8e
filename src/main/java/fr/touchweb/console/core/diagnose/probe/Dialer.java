package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest.Family;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a site's addresses and connects to the first that answers. Addresses get a short head start each (RFC 8305), so
 * that dead ones cost little; the time of a connect is always that of its own handshake alone.
 */
final class Dialer {
    private final Names names;
    private final RequestPolicy limits;

    Dialer(Names names, RequestPolicy limits) {
        this.names = names;
        this.limits = limits;
    }

    /** A connection, and what was tried before it. */
    record Connection(Socket socket, InetSocketAddress peer, Duration connect, List<InetAddress> dead) {}

    private record Attempt(InetSocketAddress peer, @Nullable Socket socket, long nanos,
            @Nullable IOException failure) {}

    List<InetSocketAddress> resolve(WebAddress address, Family family) throws ProbeException, InterruptedException {
        CompletableFuture<List<InetSocketAddress>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("resolve").start(() -> {
            try {
                answer.complete(names.resolve(address.host(), address.port()));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        List<InetSocketAddress> all;
        try {
            all = answer.get(limits.resolveMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProbeException(Kind.NO_NAME_SERVICE,
                    Message.of("diagnose.problem.dns-timeout", address.host(), limits.resolveMillis() / 1000.0), e);
        } catch (ExecutionException e) {
            throw unknown(address, e.getCause());
        }
        List<InetSocketAddress> wanted = all.stream().filter(found -> switch (family) {
            case ANY -> true;
            case IPV4 -> found.getAddress() instanceof Inet4Address;
            case IPV6 -> !(found.getAddress() instanceof Inet4Address);
        }).toList();
        if (wanted.isEmpty()) {
            throw new ProbeException(Kind.UNKNOWN_NAME, Message.of("diagnose.problem.no-address-of-family",
                    address.host(), family == Family.IPV4 ? "IPv4" : "IPv6"), null);
        }
        return wanted;
    }

    private static ProbeException unknown(WebAddress address, @Nullable Throwable cause) {
        String said = cause == null ? "" : String.valueOf(cause.getMessage());
        if (said.contains("Temporary failure") || said.contains("Try again")) {
            return new ProbeException(Kind.NO_NAME_SERVICE, Message.of("diagnose.problem.no-dns", address.host()),
                    cause);
        }
        return new ProbeException(Kind.UNKNOWN_NAME, Message.of("diagnose.problem.unknown-name", address.host()),
                cause);
    }

    Connection connect(List<InetSocketAddress> addresses, OpenSockets sockets)
            throws ProbeException, InterruptedException {
        if (addresses.size() == 1) {
            Attempt only = attempt(addresses.getFirst(), sockets);
            if (only.socket == null) {
                throw failure(only);
            }
            return new Connection(only.socket, only.peer, Duration.ofNanos(only.nanos), List.of());
        }
        return race(addresses, sockets);
    }

    private Connection race(List<InetSocketAddress> addresses, OpenSockets sockets)
            throws ProbeException, InterruptedException {
        BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
        List<InetAddress> dead = new ArrayList<>();
        List<InetSocketAddress> running = new ArrayList<>();
        Attempt last = null;
        int next = 0;
        while (next < addresses.size() || !running.isEmpty()) {
            if (next < addresses.size()) {
                InetSocketAddress peer = addresses.get(next++);
                running.add(peer);
                Thread.ofPlatform().daemon().name("connect").start(() -> ended.add(attempt(peer, sockets)));
            }
            Attempt attempt = next < addresses.size()
                    ? ended.poll(limits.attemptMillis(), TimeUnit.MILLISECONDS)
                    : ended.take();
            if (attempt == null) {
                continue;
            }
            running.remove(attempt.peer);
            if (attempt.socket != null) {
                for (InetSocketAddress late : running) {
                    // Slower than its head start is not dead, but worth telling apart from the one that answered.
                    dead.add(late.getAddress());
                }
                discardLater(running.size(), ended, sockets);
                return new Connection(attempt.socket, attempt.peer, Duration.ofNanos(attempt.nanos), dead);
            }
            dead.add(attempt.peer.getAddress());
            last = attempt;
        }
        throw failure(Objects.requireNonNull(last, "an attempt was made"));
    }

    private static void discardLater(int count, BlockingQueue<Attempt> ended, OpenSockets sockets) {
        if (count > 0) {
            Thread.ofVirtual().name("connect-rest").start(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        Socket late = ended.take().socket;
                        if (late != null) {
                            sockets.close(late);
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private Attempt attempt(InetSocketAddress peer, OpenSockets sockets) {
        Socket socket = sockets.keep(new Socket());
        long start = System.nanoTime();
        try {
            // Without it the request waits for an acknowledgement of the handshake (reference C.4, traps).
            socket.setTcpNoDelay(true);
            start = System.nanoTime();
            socket.connect(peer, limits.connectMillis());
            return new Attempt(peer, socket, System.nanoTime() - start, null);
        } catch (IOException e) {
            sockets.close(socket);
            return new Attempt(peer, null, System.nanoTime() - start, e);
        }
    }

    private ProbeException failure(Attempt attempt) {
        String where = attempt.peer.getAddress().getHostAddress() + ":" + attempt.peer.getPort();
        IOException cause = attempt.failure;
        return switch (cause) {
            case SocketTimeoutException e -> new ProbeException(Kind.CONNECT_TIMEOUT,
                    Message.of("diagnose.problem.connect-timeout", where, limits.connectMillis() / 1000.0), e);
            case NoRouteToHostException e ->
                new ProbeException(Kind.UNREACHABLE, Message.of("diagnose.problem.unreachable", where), e);
            case ConnectException e when String.valueOf(e.getMessage()).contains("timed out") ->
                new ProbeException(Kind.CONNECT_TIMEOUT,
                        Message.of("diagnose.problem.connect-timeout", where, limits.connectMillis() / 1000.0), e);
            case ConnectException e when !String.valueOf(e.getMessage()).contains("unreachable") ->
                new ProbeException(Kind.REFUSED, Message.of("diagnose.problem.refused", where), e);
            case null, default ->
                new ProbeException(Kind.UNREACHABLE, Message.of("diagnose.problem.unreachable", where), cause);
        };
    }
}
