package fr.touchweb.console.core.ssh.auth;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** An agent at a Unix socket. */
record SocketLink(Path socket) implements AgentLink {
    @Override
    public byte[] call(byte[] request, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            try (Selector selector = Selector.open()) {
                SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
                ByteBuffer out = ByteBuffer.allocate(4 + request.length).putInt(request.length).put(request).flip();
                while (out.hasRemaining()) {
                    if (channel.write(out) == 0) {
                        await(selector, end);
                    }
                }
                key.interestOps(SelectionKey.OP_READ);
                ByteBuffer length = ByteBuffer.allocate(4);
                fill(channel, selector, length, end);
                ByteBuffer answer = ByteBuffer.allocate(AgentLink.checkedLength(length.flip().getInt()));
                fill(channel, selector, answer, end);
                return answer.array();
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("while talking to the ssh-agent");
        }
    }

    private static void fill(SocketChannel channel, Selector selector, ByteBuffer buffer, long end)
            throws IOException, InterruptedException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer);
            if (read < 0) {
                throw new AgentException("the agent closed the connection");
            }
            if (read == 0) {
                await(selector, end);
            }
        }
    }

    private static void await(Selector selector, long end) throws IOException, InterruptedException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new AgentException("no answer in time");
        }
        selector.select(millis);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException("while talking to the ssh-agent");
        }
    }
}
