package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Probes many servers at once and hands on each result as it comes. How hard servers are pressed is up to core/ssh. */
public final class FleetProbe {
    private final Function<Server, RemoteHost> hosts;
    private final ServerProbe probe;
    private final FactsMemory memory;
    private final Clock clock;
    private final int atOnce;
    private final Function<Server, List<SiteReading>> sites;

    /** How the probe of one server ended. */
    public sealed interface Result {

        /** What the last look at each of the server's sites gave; they are looked at whether the server answers or not. */
        List<SiteReading> sites();

        record Answered(Facts facts, List<SiteReading> sites) implements Result {}

        record Failed(Instant at, Message reason, List<SiteReading> sites) implements Result {}
    }

    /**
     * @param hosts opens a machine; connecting happens at the first use
     * @param atOnce servers probed at the same time
     * @param sites looks at the sites of a server
     */
    public FleetProbe(Function<Server, RemoteHost> hosts, ServerProbe probe, FactsMemory memory, Clock clock,
            int atOnce, Function<Server, List<SiteReading>> sites) {
        this.hosts = hosts;
        this.probe = probe;
        this.memory = memory;
        this.clock = clock;
        this.atOnce = atOnce;
        this.sites = sites;
    }

    /**
     * Probes servers until all answered or failed.
     *
     * @param each called once a server, on any thread, at most {@code atOnce} at a time
     * @throws CancellationException when it was cancelled; servers that were not begun are not told of
     */
    public void probe(List<Server> servers, TaskControl control, BiConsumer<Server, Result> each)
            throws InterruptedException {
        Semaphore room = new Semaphore(atOnce);
        AtomicInteger done = new AtomicInteger();
        control.progress(0);
        List<Thread> threads = new java.util.ArrayList<>();
        for (Server server : servers) {
            if (control.isCancelled()) {
                break;
            }
            room.acquire();
            threads.add(Thread.ofVirtual().name("probe-" + server.id()).start(() -> {
                try {
                    if (!control.isCancelled()) {
                        each.accept(server, one(server));
                    }
                } finally {
                    int count = done.incrementAndGet();
                    control.message(Message.of("fleet.probe.progress", count, servers.size()));
                    control.progress((double) count / servers.size());
                    room.release();
                }
            }));
        }
        if (!control.isCancelled()) {
            for (Thread thread : threads) {
                // A cancel must not wait for a server that does not answer; its deadline ends the thread later.
                while (thread.isAlive() && !control.isCancelled()) {
                    thread.join(java.time.Duration.ofMillis(100));
                }
            }
        }
        control.checkCancelled();
    }

    private Result one(Server server) {
        List<SiteReading> read = sites.apply(server);
        try {
            ProbeOutput output = probe.probe(hosts.apply(server));
            memory.remember(server.id(), output);
            return new Result.Answered(FactsParser.parse(output), read);
        } catch (RemoteException e) {
            return new Result.Failed(clock.instant(), e.text(), read);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed(clock.instant(), Message.of("fleet.probe.interrupted"), read);
        } catch (IOException e) {
            return new Result.Failed(clock.instant(),
                    Message.of("fleet.probe.notRemembered", String.valueOf(e.getMessage())), read);
        }
    }
}
