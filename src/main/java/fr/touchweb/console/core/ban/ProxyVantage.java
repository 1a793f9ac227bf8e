package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * The same request through an HTTP proxy, a second vantage point for who has no other server (G34). Over TLS the proxy is
 * told the address to connect to; in clear text it finds one by itself.
 *
 * @param host of the proxy
 * @param port of the proxy
 * @param secure whether the proxy itself is spoken to over TLS; whoever it is, it hears of a page that everybody may ask for
 */
public record ProxyVantage(String host, int port, boolean secure) {
    private static final Pattern TEXT = Pattern
            .compile("(?:http(s)?://)?(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):(\\d{1,5})/?");
    private static final int HIGHEST_PORT = 65_535;
    private static final int OK = 200;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    /** Reads {@code proxy:3128}, {@code http://proxy:3128} or {@code https://proxy:3128}; empty for all else, also for one with a password in it. */
    public static Optional<ProxyVantage> of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        return port < 1 || port > HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(new ProxyVantage(matcher.group(2).replaceAll("[\\[\\]]", ""), port,
                        matcher.group(1) != null));
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Asks for the page at an address of the site. What the proxy itself refuses is no answer of the site. */
    Seen ask(URI page, InetAddress place, BanPolicy policy) {
        long start = System.nanoTime();
        try (Socket plain = new Socket()) {
            plain.setTcpNoDelay(true);
            try {
                plain.connect(new InetSocketAddress(host, port), policy.connectMillis());
            } catch (UnknownHostException | SocketTimeoutException | ConnectException e) {
                return notAsked(e.getClass().getSimpleName());
            }
            // The proxy connects in its turn: two times the limits of a direct request.
            plain.setSoTimeout(policy.connectMillis() + policy.readMillis());
            Socket socket;
            try {
                socket = secure ? AnyCertificate.sockets().createSocket(plain, host, port, true) : plain;
                if (socket instanceof SSLSocket tls) {
                    tls.startHandshake();
                }
            } catch (SSLException e) {
                return notAsked(String.valueOf(e.getMessage()));
            }
            if (WebExchange.secure(page)) {
                int status = tunnel(socket, page, place);
                if (status == BAD_GATEWAY || status > BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
                    return new Seen.NoConnection();
                }
                if (status != OK) {
                    return notAsked("CONNECT " + status);
                }
            }
            Duration connect = Duration.ofNanos(System.nanoTime() - start);
            Seen seen = new WebExchange().ask(socket, page, connect, !WebExchange.secure(page));
            return seen instanceof Seen.Answer(int status, Duration _, Duration _, String _)
                    && status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT && !WebExchange.secure(page)
                            ? new Seen.NoConnection()
                            : seen;
        } catch (SocketTimeoutException _) {
            return new Seen.NoConnection();
        } catch (SSLException e) {
            return new Seen.NotAsked(Message.of("ban.seen.tls", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return notAsked(String.valueOf(e.getMessage()));
        }
    }

    private int tunnel(Socket socket, URI page, InetAddress place) throws IOException {
        String literal = place instanceof Inet6Address
                ? "[" + place.getHostAddress() + "]"
                : place.getHostAddress();
        String target = literal + ":" + WebExchange.port(page);
        socket.getOutputStream().write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        Matcher status = WebExchange.STATUS.matcher(WebExchange.firstLine(socket.getInputStream()));
        if (!status.matches()) {
            throw new IOException("CONNECT");
        }
        while (!WebExchange.firstLine(socket.getInputStream()).isEmpty()) {
            // the rest of its header
        }
        return Integer.parseInt(status.group(1));
    }

    private Seen.NotAsked notAsked(String why) {
        return new Seen.NotAsked(Message.of("ban.seen.proxy", toString(), why));
    }
}
