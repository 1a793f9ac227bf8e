package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request from this machine to one address of a site, on a connection of its own, nothing followed. */
public final class WebProbe {
    private static final int ANY_PORT = 443;

    private final BanPolicy policy;
    private final @Nullable InetAddress from;
    private final WebExchange exchange = new WebExchange();

    /** @param from local address to ask from, null for what the system takes */
    public WebProbe(BanPolicy policy, @Nullable InetAddress from) {
        this.policy = policy;
        this.from = from;
    }

    /** Asks for the page of a site's name, at a place where it is found. */
    public Seen ask(URI page, InetSocketAddress place) {
        long start = System.nanoTime();
        Duration connect = Duration.ZERO;
        boolean connected = false;
        try (Socket plain = new Socket()) {
            plain.setTcpNoDelay(true);
            if (from != null) {
                plain.bind(new InetSocketAddress(from, 0));
            }
            plain.connect(place, policy.connectMillis());
            connect = Duration.ofNanos(System.nanoTime() - start);
            connected = true;
            plain.setSoTimeout(policy.readMillis());
            return exchange.ask(plain, page, connect, false);
        } catch (SocketTimeoutException _) {
            return connected ? new Seen.Silence(connect) : new Seen.NoConnection();
        } catch (NoRouteToHostException _) {
            return new Seen.NoRoute();
        } catch (ConnectException _) {
            return new Seen.Refused();
        } catch (SSLException e) {
            return new Seen.NotAsked(Message.of("ban.seen.tls", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return connected
                    ? new Seen.Closed(connect)
                    : new Seen.NotAsked(Message.of("ban.seen.failed", String.valueOf(e.getMessage())));
        }
    }

    /** What the requests of this probe are known by in access logs: a part of their {@code User-Agent}. */
    String mark() {
        return exchange.mark();
    }

    /** The local address from which a place is asked; nothing is sent. */
    InetAddress local(InetAddress place) throws IOException {
        if (from != null) {
            return from;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(place, ANY_PORT));
            return socket.getLocalAddress();
        }
    }
}
