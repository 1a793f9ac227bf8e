package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with an SFTP server: any number of requests in flight from any thread. Requests are written by a
 * thread of the channel's own, because a caller that is interrupted inside a socket write would lose the connection for
 * everybody (reference ssh 2.6).
 */
final class SftpChannel implements AutoCloseable {
    /** Largest piece that OpenSSH's server reads or is asked for at once. */
    static final int READ_BYTES = 255 << 10;
    /** Every server must take this much in one write. */
    static final int WRITE_BYTES = 32 << 10;

    /** A channel that only answers questions needs no more; hundreds of them are idle most of the time. */
    private static final int FIRST_BUFFER = 16 << 10;
    private static final int VERSION = 3;
    private static final int MOST_PACKET_BYTES = 1 << 20;
    private static final int MOST_NOISE_BYTES = 256 << 10;
    private static final byte[] STOP = new byte[0];

    private final String host;
    private final InputStream in;
    private final OutputStream out;
    private final Duration limit;
    private final Runnable whenClosed;
    private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final Map<Integer, SftpCall> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<String, String> extensions = new HashMap<>();
    private volatile @Nullable IOException failure;

    /**
     * Greets the server; blocks until it answered.
     *
     * @param limit longest wait for one answer
     * @param whenClosed closes what carries the streams, called once; must not block
     */
    static SftpChannel open(String host, InputStream in, OutputStream out, Duration limit, Runnable whenClosed)
            throws IOException {
        SftpChannel channel = new SftpChannel(host, in, out, limit, whenClosed);
        channel.greet();
        Thread.ofVirtual().name("sftp-write").start(channel::writeAll);
        Thread.ofVirtual().name("sftp-read").start(channel::readAll);
        return channel;
    }

    private SftpChannel(String host, InputStream in, OutputStream out, Duration limit, Runnable whenClosed) {
        this.host = host;
        this.in = in;
        this.out = out;
        this.limit = limit;
        this.whenClosed = whenClosed;
    }

    boolean isOpen() {
        return !closed.get();
    }

    boolean offers(String extension) {
        return extensions.containsKey(extension);
    }

    /** Sends a request; its answer is waited for with {@link SftpCall#await}. */
    SftpCall send(SftpPacket request) {
        return send(request, new SftpCall(this));
    }

    SftpCall send(SftpPacket request, SftpCall call) {
        int id = lastId.incrementAndGet();
        pending.put(id, call);
        outgoing.add(request.finish(id));
        if (closed.get() && pending.remove(id) != null) {
            call.fail(cause());
        }
        return call;
    }

    /** Sends several requests in one piece, so that neither side wakes for each of them. */
    SftpCall[] sendTogether(SftpPacket... requests) {
        SftpCall[] calls = new SftpCall[requests.length];
        int[] ids = new int[requests.length];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < requests.length; i++) {
            calls[i] = new SftpCall(this);
            ids[i] = lastId.incrementAndGet();
            pending.put(ids[i], calls[i]);
            all.writeBytes(requests[i].finish(ids[i]));
        }
        outgoing.add(all.toByteArray());
        for (int i = 0; closed.get() && i < ids.length; i++) {
            if (pending.remove(ids[i]) != null) {
                calls[i].fail(cause());
            }
        }
        return calls;
    }

    /** Sends a request and waits for its answer. */
    SftpReply ask(SftpPacket request) throws IOException, InterruptedException {
        return send(request).await();
    }

    Duration limit() {
        return limit;
    }

    RemoteException lost(@Nullable Throwable cause) {
        return new RemoteException(Kind.LOST, Message.of("ssh.error.lost", host), cause);
    }

    @Override
    public void close() {
        end(new EOFException("closed here"));
    }

    private void greet() throws IOException {
        out.write(ByteBuffer.allocate(9).putInt(5).put((byte) SftpPacket.INIT).putInt(VERSION).array());
        out.flush();
        int length = skipNoise();
        byte[] body = new byte[length - 5];
        readFully(body, body.length);
        SftpReply reply = new SftpReply(SftpPacket.VERSION, body);
        while (reply.hasMore()) {
            extensions.put(reply.readText(), reply.readText());
        }
    }

    /**
     * Finds the first packet, VERSION 3, after what a login shell may have printed before it started the server; the
     * result is the packet's length.
     */
    private int skipNoise() throws IOException {
        ByteBuffer window = ByteBuffer.allocate(9);
        readFully(window.array(), 9);
        for (int skipped = 0; skipped < MOST_NOISE_BYTES; skipped++) {
            int length = window.getInt(0);
            if (length >= 5 && length <= READ_BYTES && window.get(4) == SftpPacket.VERSION
                    && window.getInt(5) == VERSION) {
                return length;
            }
            System.arraycopy(window.array(), 1, window.array(), 0, 8);
            int next = in.read();
            if (next < 0) {
                throw new EOFException("SFTP: the server ended before it answered");
            }
            window.put(8, (byte) next);
        }
        throw new IOException("SFTP: no answer among what the account's shell printed");
    }

    private void writeAll() {
        try {
            for (byte[] packet = outgoing.take(); packet != STOP; packet = outgoing.take()) {
                out.write(packet);
                // What queued up meanwhile travels in the same SSH packets.
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end(new EOFException("writer interrupted"));
        }
    }

    private void readAll() {
        byte[] buffer = new byte[FIRST_BUFFER];
        // Whose answer is being read: when the connection ends in the middle of it, nobody else tells it so.
        SftpCall call = null;
        try {
            while (true) {
                readFully(buffer, 9);
                ByteBuffer head = ByteBuffer.wrap(buffer);
                int length = head.getInt(0) - 5;
                int type = head.get(4) & 0xff;
                int id = head.getInt(5);
                if (length < 0 || length > MOST_PACKET_BYTES) {
                    throw new IOException("SFTP: a packet of " + length + " bytes");
                }
                call = pending.remove(id);
                if (type == SftpPacket.DATA) {
                    if (length > buffer.length) {
                        buffer = new byte[Math.max(length, READ_BYTES + 1024)];
                    }
                    readFully(buffer, length);
                    int bytes = ByteBuffer.wrap(buffer).getInt(0);
                    if (call != null && bytes >= 0 && bytes <= length - 4) {
                        call.data(buffer, 4, bytes);
                    }
                } else {
                    byte[] body = new byte[length];
                    readFully(body, length);
                    if (call != null) {
                        call.reply(new SftpReply(type, body));
                    }
                }
                call = null;
            }
        } catch (IOException e) {
            end(e);
            if (call != null) {
                call.fail(e);
            }
        }
    }

    private void readFully(byte[] into, int length) throws IOException {
        int got = 0;
        while (got < length) {
            int n = in.read(into, got, length - got);
            if (n < 0) {
                throw new EOFException("SFTP: the server ended");
            }
            got += n;
        }
    }

    private void end(IOException cause) {
        if (closed.getAndSet(true)) {
            return;
        }
        failure = cause;
        outgoing.add(STOP);
        for (Integer id : List.copyOf(pending.keySet())) {
            SftpCall call = pending.remove(id);
            if (call != null) {
                call.fail(cause);
            }
        }
        whenClosed.run();
    }

    private IOException cause() {
        IOException known = failure;
        return known == null ? new EOFException("closed") : known;
    }
}
