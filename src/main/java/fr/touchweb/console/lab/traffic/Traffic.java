package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The traffic of all servers. Thread-safe. */
public final class Traffic implements AutoCloseable {
    private final List<ServerTraffic> servers = new ArrayList<>();
    private boolean closed;

    /** @param roots folder that stands for the root of each machine */
    public Traffic(Map<Machine, Path> roots, TrafficPlan plan, Instant start) {
        roots.forEach((machine, root) -> servers.add(new ServerTraffic(machine, plan, root, start)));
    }

    /** Writes what happens until an instant; returns when it is in the files. */
    public synchronized void advance(Instant to) throws IOException {
        for (ServerTraffic server : servers) {
            server.advance(to);
        }
    }

    /**
     * Logs a request that somebody really made.
     *
     * @param machine its name
     */
    public synchronized void served(String machine, Served request) throws IOException {
        if (closed) {
            // An answer that was on its way when the lab went must not bring its folder back.
            return;
        }
        for (ServerTraffic server : servers) {
            if (server.name().equals(machine)) {
                server.served(request);
            }
        }
    }

    /** Changes how many visitors come; 1 is the normal pace. */
    public synchronized void pace(double value) {
        servers.forEach(server -> server.pace(value));
    }

    /** Lines written so far, over all logs. */
    public synchronized long lines() {
        return servers.stream().mapToLong(ServerTraffic::lines).sum();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (ServerTraffic server : servers) {
            server.close();
        }
    }
}
