package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One request from this machine to one address of a site, on a connection of its own, nothing followed. */
public final class WebProbe {
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 4096;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final BanPolicy policy;
    private final @Nullable InetAddress from;

    /** @param from local address to ask from, null for what the system takes */
    public WebProbe(BanPolicy policy, @Nullable InetAddress from) {
        this.policy = policy;
        this.from = from;
    }

    /** Port of a page, that of its scheme where it names none. */
    static int port(URI page) {
        return page.getPort() >= 0 ? page.getPort() : secure(page) ? HTTPS : HTTP;
    }

    private static boolean secure(URI page) {
        return "https".equals(page.getScheme());
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
            try (Socket socket = secure(page) ? secured(plain, page.getHost(), port(page)) : plain) {
                socket.getOutputStream().write(request(page));
                socket.getOutputStream().flush();
                long sent = System.nanoTime();
                String line = firstLine(socket.getInputStream());
                Duration wait = Duration.ofNanos(System.nanoTime() - sent);
                Matcher status = STATUS.matcher(line);
                return status.matches()
                        ? new Seen.Answer(Integer.parseInt(status.group(1)), connect, wait)
                        : new Seen.Closed(connect);
            }
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

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) AnyCertificate.sockets().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI page) {
        String path = page.getRawPath() == null || page.getRawPath().isEmpty() ? "/" : page.getRawPath();
        String host = page.getPort() < 0 ? page.getHost() : page.getHost() + ":" + page.getPort();
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nUser-Agent: tw-console\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
