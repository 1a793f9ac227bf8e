package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.fleet.facts.ServerProbe;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Probes of servers, whose results reach the rows once a pulse at most. JavaFX thread only, except where said. */
final class FleetProbing {
    private record Probed(String server, FleetProbe.Result result) {}

    private final FleetModel model;
    private final TaskRunner tasks;
    private final Executor screen;
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> running = new ReadOnlyObjectWrapper<>(this, "running");
    private final Queue<Probed> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();

    FleetProbing(FleetModel model, TaskRunner tasks, Executor screen) {
        this.model = model;
        this.tasks = tasks;
        this.screen = screen;
    }

    ReadOnlyObjectProperty<@Nullable RunningTask> runningProperty() {
        return running.getReadOnlyProperty();
    }

    void start(Collection<ServerView> views) {
        FleetState now = model.stateProperty().get();
        if (now == null || views.isEmpty()) {
            return;
        }
        FleetRoom room = model.room();
        Policy policy = now.policy();
        FleetProbe probe = new FleetProbe(server -> room.hosts().apply(now.fleet().target(server)),
                new ServerProbe(room.clock(), policy.fleet().probeLimit()), room.memory(), room.clock(),
                policy.fleet().probesAtOnce(), room.sites().apply(now.fleet()));
        List<Server> servers = views.stream().map(ServerView::server).toList();
        RunningTask[] own = new RunningTask[1];
        own[0] = tasks.start(Task.of(Message.of("fleet.probe.title"), control -> {
            probe.probe(servers, control, (server, result) -> {
                arrived.add(new Probed(server.id(), result));
                if (flushing.compareAndSet(false, true)) {
                    screen.execute(this::flush);
                }
            });
            return servers.size();
        }), outcome -> {
            flush();
            if (running.get() == own[0]) {
                running.set(null);
            }
            if (outcome instanceof Outcome.Failure<Integer>(Throwable cause)) {
                model.failed(cause);
            }
        });
        if (!own[0].isDone()) {
            running.set(own[0]);
        }
    }

    /** All that arrived since the last pulse, in one go. */
    private void flush() {
        flushing.set(false);
        FleetState now = model.stateProperty().get();
        if (now == null || arrived.isEmpty()) {
            return;
        }
        Map<String, ServerView> fresh = new HashMap<>();
        for (Probed each = arrived.poll(); each != null; each = arrived.poll()) {
            FleetProbe.Result result = each.result();
            model.known(each.server(), before -> switch (result) {
                case FleetProbe.Result.Answered answered -> before.succeeded(answered.facts(), answered.sites());
                case FleetProbe.Result.Failed failed -> before.failed(failed.at(), failed.reason(), failed.sites());
            });
            now.fleet().server(each.server()).ifPresent(
                    server -> fresh.put(server.id(), model.judged(now, server)));
        }
        List<ServerView> views = new ArrayList<>(now.views());
        views.replaceAll(view -> Objects.requireNonNullElse(fresh.get(view.id()), view));
        model.take(new FleetState(now.fleet(), now.policy(), now.endOfLife(), List.copyOf(views)));
    }
}
