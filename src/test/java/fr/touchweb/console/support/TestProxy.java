package fr.touchweb.console.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy on 127.0.0.1 that can freeze (sockets stay open, nothing passes) and cut (all sockets closed). */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Object gate = new Object();
    private boolean frozen;

    private TestProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    public static TestProxy to(int port) throws IOException {
        TestProxy proxy = new TestProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections that came so far. */
    public int accepted() {
        return accepted.get();
    }

    public void freeze() {
        synchronized (gate) {
            frozen = true;
        }
    }

    public void thaw() {
        synchronized (gate) {
            frozen = false;
            gate.notifyAll();
        }
    }

    /** Closes every connection; new ones still pass. */
    public void cut() {
        sockets.forEach(TestProxy::closeQuietly);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        thaw();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                accepted.incrementAndGet();
                sockets.add(near);
                Socket far = connect(near);
                if (far == null) {
                    continue;
                }
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.add(far);
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            } catch (IOException _) {
                // The proxy was closed, which ends the loop.
            }
        }
    }

    /** Null when the server is down, which the client sees as a closed socket. */
    private Socket connect(Socket near) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException _) {
            closeQuietly(near);
            return null;
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (gate) {
                    while (frozen) {
                        gate.wait();
                    }
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException _) {
            // One side is gone: the other is told below.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed is all that is wanted.
        }
    }
}
