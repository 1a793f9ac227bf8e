package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.Whitelists.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What waits for a second person on the servers in scope. A server that cannot be asked is named, never taken for one with
 * no request.
 */
public final class RequestsModel extends PaneModel {
    private final Set<String> told = new HashSet<>();
    private final Set<String> queue = new LinkedHashSet<>();
    private Consumer<Found> fresh = found -> {};
    private List<Found> waiting = List.of();
    private List<Message> unread = List.of();
    private Instant all = Instant.EPOCH;

    public RequestsModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
    }

    /** Who hears, once each, of requests that this person may agree to. */
    void onFresh(Consumer<Found> listener) {
        fresh = listener;
    }

    private record Read(List<Found> waiting, List<Message> unread) {}

    /** Reads the registers of all servers in scope, one after the other. */
    public void read() {
        read(list.places().stream().map(Lists.Place::id).toList());
    }

    /** Reads the registers of some servers; what waits on others stays known. */
    void read(List<String> servers) {
        queue.addAll(servers);
        if (!busyProperty().get()) {
            next();
        }
    }

    /**
     * Looks by itself, for who may agree to requests: at servers that are connected each time, at all of them now and then.
     *
     * @param connected ids of servers that a look costs no connection
     */
    void look(Set<String> connected) {
        Whitelists there = list.whitelists();
        if (!there.author().admin()) {
            return;
        }
        boolean every = !there.now().isBefore(all.plusSeconds(there.policy().requestsAllSeconds()));
        if (every) {
            all = there.now();
        }
        List<String> servers = list.everywhere().stream().map(Lists.Place::id)
                .filter(id -> every || connected.contains(id)).toList();
        if (!servers.isEmpty()) {
            read(servers);
        }
    }

    private void next() {
        if (queue.isEmpty()) {
            return;
        }
        List<String> servers = List.copyOf(queue);
        queue.clear();
        Whitelists there = list.whitelists();
        start(Task.of(Message.of("whitelists.task.requests"), control -> {
            List<Found> found = new ArrayList<>();
            List<Message> silent = new ArrayList<>();
            for (String server : servers) {
                control.checkCancelled();
                try {
                    found.addAll(there.requests(List.of(server)));
                } catch (RemoteException e) {
                    silent.add(Message.of("whitelists.unread", server, e.text()));
                } catch (DocumentException e) {
                    silent.add(Message.of("whitelists.unread", server, e.text()));
                }
            }
            return new Read(found, silent);
        }).hidden(), read -> {
            waiting = Stream.concat(waiting.stream().filter(found -> !servers.contains(found.server())),
                    read.waiting().stream()).toList();
            unread = List.copyOf(read.unread());
            waiting.stream().filter(found -> there.mayApprove(found.server(), found.entry()).allowed())
                    .filter(found -> told.add(found.server() + " " + found.entry().id())).forEach(fresh);
            next();
        });
    }

    public List<Found> waiting() {
        return waiting;
    }

    /** Servers that could not be asked, with the reason. */
    public List<Message> unread() {
        return unread;
    }
}
