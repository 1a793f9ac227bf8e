package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/** The same request from a server that has no curl, through our SSH connection to it (G34). */
final class TunnelVantage {
    private final BanPolicy policy;

    TunnelVantage(BanPolicy policy) {
        this.policy = policy;
    }

    Seen ask(RemoteHost host, URI page, InetAddress place) throws InterruptedException {
        long start = System.nanoTime();
        try (Socket socket = host.tunnel(place.getHostAddress(), WebExchange.port(page))) {
            return exchange(socket, page, Duration.ofNanos(System.nanoTime() - start));
        } catch (RemoteException e) {
            return e.kind() == Kind.UNREACHABLE ? new Seen.NoConnection() : new Seen.NotAsked(e.text());
        } catch (IOException e) {
            return new Seen.NotAsked(Message.of("ban.seen.failed", String.valueOf(e.getMessage())));
        }
    }

    /** A channel knows no time-out: it is closed when the time for an answer is over. */
    private Seen exchange(Socket socket, URI page, Duration connect) throws InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread timer = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(policy.readMillis());
                if (!done.get()) {
                    late.set(true);
                    socket.close();
                }
            } catch (InterruptedException | IOException _) {
                // The answer is there, or the channel is gone already.
            }
        });
        try {
            Seen seen = new WebExchange().ask(socket, page, connect, false);
            // Our own closing may look like an end of the answer as well as like an error.
            return late.get() && seen instanceof Seen.Closed ? new Seen.Silence(connect) : seen;
        } catch (SSLException e) {
            return late.get()
                    ? new Seen.Silence(connect)
                    : new Seen.NotAsked(Message.of("ban.seen.tls", String.valueOf(e.getMessage())));
        } catch (IOException _) {
            return late.get() ? new Seen.Silence(connect) : new Seen.Closed(connect);
        } finally {
            done.set(true);
            timer.interrupt();
        }
    }
}
