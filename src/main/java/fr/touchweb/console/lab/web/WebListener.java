package fr.touchweb.console.lab.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port of an HTTP host on loopback. It speaks just enough HTTP/1.1 for one answer a connection, and writes the bytes
 * that it is given and no others: a server library would add its own headers, which are what is looked at here.
 */
public final class WebListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebListener.class);
    private static final int MOST_HEAD_BYTES = 16 << 10;
    private static final int PATIENCE_MILLIS = 15_000;
    /** Says in every answer that nothing behind it is real. */
    private static final String SIMULATED = "x-lab: simulated";

    private final ServerSocket server;
    private final @Nullable Supplier<SSLContext> tls;
    private final Function<WebRequest, WebAnswer> host;
    private final BiConsumer<WebRequest, WebAnswer> log;
    private final InstantSource clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private WebListener(ServerSocket server, @Nullable Supplier<SSLContext> tls,
            Function<WebRequest, WebAnswer> host, BiConsumer<WebRequest, WebAnswer> log, InstantSource clock) {
        this.server = server;
        this.tls = tls;
        this.host = host;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Listens on a free port.
     *
     * @param tls identity of the host, asked for at its first connection; null for clear text
     * @param log hears of each request when its answer is out
     */
    public static WebListener start(String name, @Nullable Supplier<SSLContext> tls,
            Function<WebRequest, WebAnswer> host, BiConsumer<WebRequest, WebAnswer> log, InstantSource clock)
            throws IOException {
        WebListener listener = new WebListener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), tls, host,
                log, clock);
        Thread.ofPlatform().daemon().name("lab-web-" + name).start(listener::accept);
        return listener;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("lab-web").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.error("an HTTP host of the lab stopped listening", e);
                    return;
                }
            }
        }
    }

    private void serve(Socket raw) {
        open.add(raw);
        try (raw) {
            raw.setTcpNoDelay(true);
            raw.setSoTimeout(PATIENCE_MILLIS);
            try (Socket socket = tls == null ? raw : encrypted(raw, tls.get())) {
                WebRequest request = read(socket);
                if (request != null) {
                    log.accept(request, answer(socket, request));
                }
            }
        } catch (IOException e) {
            // A client that goes away, or does not trust the certificate, is what this host is there for.
            LOG.debug("lab connection ended: {}", e.toString());
        } finally {
            open.remove(raw);
        }
    }

    private static SSLSocket encrypted(Socket raw, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[]{"http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private @Nullable WebRequest read(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0 || head.length() > MOST_HEAD_BYTES) {
                return null;
            }
            head.append((char) b);
        }
        String[] lines = head.toString().split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new WebRequest(first[0], first[1], headers, tls != null,
                (InetSocketAddress) socket.getRemoteSocketAddress(), clock.instant());
    }

    private WebAnswer answer(Socket socket, WebRequest request) throws IOException {
        WebAnswer answer = host.apply(request).with(SIMULATED, "connection: close");
        pause(answer.waitMillis());
        OutputStream out = socket.getOutputStream();
        boolean withBody = !request.method().equals("HEAD");
        if (answer.dripMillis() == 0 || !withBody) {
            out.write(answer.allBytes(withBody));
            out.flush();
            return answer;
        }
        out.write(answer.headBytes());
        for (byte one : answer.body()) {
            out.flush();
            pause(answer.dripMillis());
            out.write(one);
        }
        out.flush();
        return answer;
    }

    private static void pause(int millis) {
        long until = System.nanoTime() + millis * 1_000_000L;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
