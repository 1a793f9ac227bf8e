package fr.touchweb.console.core.ssh.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A TCP connection without Nagle's delay (48 ms instead of 4 for each command otherwise), its bytes counted. */
final class MeteredSocket extends Socket {
    private final WireMeter meter;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    private MeteredSocket(WireMeter meter) {
        this.meter = meter;
    }

    /**
     * Connects to the first address of a name that answers.
     *
     * @param opened hears of each socket before it connects, so that another thread may close it
     * @param limitMillis for all addresses together
     */
    static MeteredSocket connect(String host, int port, int limitMillis, WireMeter meter, Opened opened)
            throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        IOException failure = null;
        for (InetAddress address : addresses) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (failure != null && left <= 0) {
                break;
            }
            MeteredSocket socket = new MeteredSocket(meter);
            try {
                opened.opened(socket);
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, left));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (in == null) {
            in = new MeteredInput(super.getInputStream(), meter);
        }
        return in;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new MeteredOutput(super.getOutputStream(), meter);
        }
        return out;
    }

    /** Hears of a socket that is about to connect. */
    interface Opened {
        void opened(Socket socket) throws IOException;
    }

    static final class MeteredInput extends FilterInputStream {
        private final WireMeter meter;

        MeteredInput(InputStream in, WireMeter meter) {
            super(in);
            this.meter = meter;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            meter.gotBytes(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int n = in.read(buffer, start, length);
            meter.gotBytes(n);
            return n;
        }
    }

    static final class MeteredOutput extends FilterOutputStream {
        private final WireMeter meter;

        MeteredOutput(OutputStream out, WireMeter meter) {
            super(out);
            this.meter = meter;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            meter.sentBytes(1);
        }

        @Override
        public void write(byte[] buffer, int start, int length) throws IOException {
            out.write(buffer, start, length);
            meter.sentBytes(length);
        }
    }
}
