package fr.touchweb.console.core.ssh.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many log-ins run at the same time: OpenSSH drops connections at random from the tenth unfinished one on
 * (MaxStartups 10:30:100, reference ssh 2.9).
 */
final class HandshakeGates {
    private final int perServer;
    private final Semaphore all;
    private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

    HandshakeGates(int perServer, int inAll) {
        this.perServer = perServer;
        this.all = new Semaphore(inAll, true);
    }

    /** Waits for a turn at a server, first come first served. */
    Pass enter(String server) throws InterruptedException {
        Semaphore gate = servers.computeIfAbsent(server, _ -> new Semaphore(perServer, true));
        gate.acquire();
        try {
            all.acquire();
        } catch (InterruptedException e) {
            gate.release();
            throw e;
        }
        return () -> {
            all.release();
            gate.release();
        };
    }

    /** A turn; close it once. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }
}
