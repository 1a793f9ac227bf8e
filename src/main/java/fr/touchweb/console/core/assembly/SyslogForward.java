package fr.touchweb.console.core.assembly;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the syslog of a server, with the server's own {@code logger}, what was changed on it, so that the server's traces
 * name the person too. What could not be told is itself an entry of the journal.
 */
final class SyslogForward implements Consumer<ChangeEntry>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyslogForward.class);
    private static final String ACTION = "syslog-forward";
    /** {@code logger} cuts a longer message; what says who did what comes first. */
    private static final int LONGEST = 900;
    private static final JsonMapper JSON = new JsonMapper();

    private final ChangeJournal journal;
    private final Function<Fleet, Function<Server, RemoteHost>> hosts;
    private final Duration limit;
    private final List<Thread> running = new CopyOnWriteArrayList<>();
    private volatile Fleet fleet = Fleet.empty("");

    /** @param limit longest time that telling one server may take */
    SyslogForward(ChangeJournal journal, Function<Fleet, Function<Server, RemoteHost>> hosts, Duration limit) {
        this.journal = journal;
        this.hosts = hosts;
        this.limit = limit;
    }

    /** The fleet whose servers are changed from now on. */
    void on(Fleet changed) {
        fleet = changed;
    }

    @Override
    public void accept(ChangeEntry entry) {
        Fleet now = fleet;
        if (entry.action().equals(ACTION)) {
            return;
        }
        for (String id : entry.target().split(",")) {
            now.server(id).ifPresent(server -> running
                    .add(Thread.ofVirtual().name(ACTION).start(() -> tell(hosts.apply(now).apply(server), entry))));
        }
        running.removeIf(thread -> !thread.isAlive());
    }

    private void tell(RemoteHost host, ChangeEntry entry) {
        try {
            CommandResult told = host.run(
                    Command.of("logger", "-t", "tw-console", "-p", "auth.notice", "--", line(entry)).withLimit(limit));
            if (!told.ok()) {
                failed(host, entry, told.errorText().strip());
            }
        } catch (RemoteException e) {
            failed(host, entry, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            failed(host, entry, "interrupted");
        }
    }

    private void failed(RemoteHost host, ChangeEntry entry, String reason) {
        try {
            journal.append(host.name(), ACTION, "entry " + entry.sequence(), "failed: " + reason);
        } catch (IOException e) {
            LOG.error("neither the server nor the journal could be told", e);
        }
    }

    static String line(ChangeEntry entry) {
        ObjectNode line = JSON.createObjectNode().put("person", entry.person()).put("machine", entry.machine())
                .put("action", entry.action()).put("result", entry.result()).put("target", entry.target())
                .put("sequence", entry.sequence()).put("time", entry.time().toString());
        String whole = line.deepCopy().put("detail", entry.detail()).toString();
        return whole.length() <= LONGEST ? whole : line.toString();
    }

    /** Waits for what is being told, no longer than the limit. */
    @Override
    public void close() {
        try {
            for (Thread thread : running) {
                thread.join(limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
