package fr.touchweb.console.bench;

import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A network namespace reached over a link that delays every packet, handshakes included, which a proxy cannot do. Its far
 * end is {@link #address}; servers run in it behind {@link #prefix}.
 */
final class DelayedLink implements AutoCloseable {
    private final String namespace;
    private final String subnet;
    private final TunDevice near;
    private final TunDevice far;
    private volatile long delayNanos;
    private volatile boolean closed;

    DelayedLink() throws Exception {
        int number = new Random().nextInt(16, 250);
        namespace = "twbench" + number;
        subnet = "10.231." + number + ".";
        String nearName = "twa" + number;
        String farName = "twb" + number;
        near = new TunDevice(nearName);
        far = new TunDevice(farName);
        TestSshd.run("ip", "netns", "add", namespace);
        TestSshd.run("ip", "link", "set", farName, "netns", namespace);
        TestSshd.run("ip", "addr", "add", subnet + "1/30", "dev", nearName);
        TestSshd.run("ip", "link", "set", nearName, "up");
        TestSshd.run("ip", "netns", "exec", namespace, "ip", "link", "set", "lo", "up");
        TestSshd.run("ip", "netns", "exec", namespace, "ip", "addr", "add", address() + "/30", "dev", farName);
        TestSshd.run("ip", "netns", "exec", namespace, "ip", "link", "set", farName, "up");
        carry(near, far);
        carry(far, near);
    }

    String address() {
        return subnet + "2";
    }

    List<String> prefix() {
        return List.of("ip", "netns", "exec", namespace);
    }

    /** @param millis of a whole round trip */
    void roundTrip(double millis) {
        delayNanos = Math.round(millis * 1e6 / 2);
    }

    private record Packet(long due, byte[] bytes) {}

    private void carry(TunDevice from, TunDevice to) {
        BlockingQueue<Packet> queue = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("link-in").start(() -> {
            while (!closed) {
                try {
                    byte[] packet = from.read(100);
                    if (packet.length > 0) {
                        queue.add(new Packet(System.nanoTime() + delayNanos, packet));
                    }
                } catch (IOException e) {
                    return;
                }
            }
        });
        Thread.ofPlatform().daemon().name("link-out").start(() -> {
            try {
                while (!closed) {
                    Packet packet = queue.poll(100, TimeUnit.MILLISECONDS);
                    if (packet == null) {
                        continue;
                    }
                    for (long left = packet.due - System.nanoTime(); left > 0; left = packet.due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    to.write(packet.bytes);
                }
            } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() throws Exception {
        closed = true;
        Thread.sleep(250);
        near.close();
        far.close();
        TestSshd.run("ip", "netns", "del", namespace);
    }
}
