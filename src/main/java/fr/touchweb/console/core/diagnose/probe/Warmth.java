package fr.touchweb.console.core.diagnose.probe;

import fr.touchweb.console.core.policy.RequestPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the path of a request a few times over loopback before the first one counts. In a cold JVM the first connect was
 * measured at 50 to 330 ms instead of 21 to 33, the first TLS handshake at 580 to 1,550 ms (reference C.4, traps). The
 * handshakes end at the first answer of the far side, which is no TLS: what costs is loading and compiling.
 */
final class Warmth {
    static final Warmth OF_PROCESS = new Warmth();

    private static final Logger LOG = LoggerFactory.getLogger(Warmth.class);
    private static final int REQUESTS = 40;
    private static final int HANDSHAKES = 3;
    private static final byte[] ANSWER = "HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    private boolean warm;

    synchronized void ensure(Trust trust, RequestPolicy limits) {
        if (warm) {
            return;
        }
        warm = true;
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofPlatform().daemon().name("warm-up").start(() -> serve(server));
            WebAddress clear = new WebAddress(false, "localhost", server.getLocalPort(), "/");
            WebAddress secret = new WebAddress(true, "localhost", server.getLocalPort(), "/");
            for (int i = 0; i < REQUESTS; i++) {
                request(clear, limits);
            }
            for (int i = 0; i < HANDSHAKES; i++) {
                handshake(secret, trust, limits);
            }
        } catch (IOException e) {
            // Cold figures are worse figures, not wrong ones: the first probe is discarded all the same.
            LOG.debug("no warm-up", e);
        }
    }

    private static void request(WebAddress address, RequestPolicy limits) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port()), 1000);
            AnswerReader reader = AnswerReader.of(socket, limits, System.nanoTime() + 1_000_000_000L);
            socket.getOutputStream().write(RequestHead.bytes(ProbeRequest.of(address, "warm-up")));
            reader.read(ProbeRequest.Body.START);
        }
    }

    private static void handshake(WebAddress address, Trust trust, RequestPolicy limits) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port()), 1000);
            socket.setSoTimeout(1000);
            TlsDoor.over(socket, address, trust, false).handshake();
            throw new IOException("a handshake with what is no TLS came to an end");
        } catch (ProbeException e) {
            LOG.trace("as expected", e);
        }
    }

    private static void serve(ServerSocket server) {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    if (in.read(buffer) > 0) {
                        socket.getOutputStream().write(ANSWER);
                    }
                }
            }
        } catch (IOException e) {
            LOG.trace("warm-up over", e);
        }
    }
}
