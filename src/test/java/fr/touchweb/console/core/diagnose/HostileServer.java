package fr.touchweb.console.core.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A raw socket that answers whatever a test wants, on a free port of loopback; it keeps what it was asked. */
public final class HostileServer implements AutoCloseable {
    /** What is done with a connection once the request head was read. */
    @FunctionalInterface
    public interface Deed {
        void answer(String head, OutputStream out, Socket socket) throws Exception;
    }

    private final ServerSocket socket;
    private final Deed deed;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private HostileServer(ServerSocket socket, Deed deed) {
        this.socket = socket;
        this.deed = deed;
    }

    public static HostileServer start(Deed deed) throws IOException {
        return start(new ServerSocket(), deed);
    }

    public static HostileServer secure(SSLContext context, Deed deed) throws IOException {
        return start(context.getServerSocketFactory().createServerSocket(), deed);
    }

    private static HostileServer start(ServerSocket socket, Deed deed) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        HostileServer server = new HostileServer(socket, deed);
        Thread.ofPlatform().daemon().name("hostile").start(server::serve);
        return server;
    }

    /** Answers a fixed text to everything. */
    public static Deed saying(String text) {
        return (_, out, _) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Takes a time of its own before it answers: what is measured, not what a test waits for. */
    public static Deed after(Duration own, Deed deed) {
        return (head, out, socket) -> {
            Thread.sleep(own);
            deed.answer(head, out, socket);
        };
    }

    /** Sends a text byte by byte, with a pause after each. */
    public static Deed dripping(String text, Duration pause) {
        return (_, out, _) -> {
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(b);
                out.flush();
                Thread.sleep(pause);
            }
        };
    }

    /** Says nothing for as long as the other side stays. */
    public static Deed mute() {
        return (_, _, socket) -> untilLeft(socket);
    }

    /** Waits until the other side closes. */
    public static void untilLeft(Socket connection) throws IOException {
        connection.getInputStream().readAllBytes();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url(String target) {
        return "http://127.0.0.1:" + port() + target;
    }

    /** Request heads in the order of their arrival. */
    public List<String> heads() {
        return heads;
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> handle(connection));
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private void handle(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                head.append((char) b);
            }
            heads.add(head.toString());
            deed.answer(head.toString(), connection.getOutputStream(), connection);
            connection.getOutputStream().flush();
        } catch (Exception e) {
            // the client went away, as many of these tests want
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
