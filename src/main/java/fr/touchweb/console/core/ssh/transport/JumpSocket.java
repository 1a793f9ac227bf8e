package fr.touchweb.console.core.ssh.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket over a channel of the bastion's connection. Closing it or its streams closes the channel and never
 * the channel's stream: a stream closed while bytes still arrive takes down the bastion's connection and every host behind
 * it (reference ssh, trap 1).
 */
final class JumpSocket extends Socket {
    private final DirectConnection channel;
    private final WireMeter meter;
    private final Runnable whenClosed;
    private final Set<Thread> readers = new HashSet<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param whenClosed called once, when the channel was told to close */
    JumpSocket(DirectConnection channel, WireMeter meter, Runnable whenClosed) {
        this.channel = channel;
        this.meter = meter;
        this.whenClosed = whenClosed;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed.get() || !channel.isOpen();
    }

    @Override
    public InputStream getInputStream() {
        return new FilterInputStream(new MeteredSocket.MeteredInput(channel.getInputStream(), meter)) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int start, int length) throws IOException {
                return readUntilClosed(in, buffer, start, length);
            }

            @Override
            public void close() {
                // See the class: the channel is closed by the socket.
            }
        };
    }

    /**
     * A bastion that answers no more leaves its channels' readers waiting for ever, and only an interruption wakes them. It
     * must not be seen by the library, which takes an interrupted reader for one that was meant to end, and tells nobody.
     */
    private int readUntilClosed(InputStream in, byte[] buffer, int start, int length) throws IOException {
        synchronized (readers) {
            if (closed.get()) {
                throw new SocketException("Socket closed");
            }
            readers.add(Thread.currentThread());
        }
        try {
            return in.read(buffer, start, length);
        } catch (InterruptedIOException e) {
            if (closed.get()) {
                SocketException ended = new SocketException("Socket closed");
                ended.initCause(e);
                throw ended;
            }
            throw e;
        } finally {
            synchronized (readers) {
                readers.remove(Thread.currentThread());
                if (closed.get()) {
                    Thread.interrupted();
                }
            }
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new FilterOutputStream(new MeteredSocket.MeteredOutput(channel.getOutputStream(), meter)) {
            @Override
            public void write(byte[] buffer, int start, int length) throws IOException {
                out.write(buffer, start, length);
            }

            @Override
            public void close() {
                // See the class: the channel is closed by the socket.
            }
        };
    }

    /** A channel has no such timeout; the connection's deadlines are our own. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getPort() {
        return channel.getRemotePort();
    }

    /** The target's name is never resolved here, only on the bastion. */
    @Override
    public @Nullable InetAddress getInetAddress() {
        return null;
    }

    @Override
    public void close() {
        synchronized (readers) {
            if (closed.getAndSet(true)) {
                return;
            }
            readers.forEach(Thread::interrupt);
        }
        // Waits for the bastion's answer, which nobody who closes a socket expects to wait for.
        Thread.ofVirtual().name("ssh-jump-close").start(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                SshErrors.quiet("close of a jump channel", e);
            } finally {
                whenClosed.run();
            }
        });
    }
}
