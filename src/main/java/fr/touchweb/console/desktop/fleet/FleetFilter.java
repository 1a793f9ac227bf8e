package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.query.Query;
import fr.touchweb.console.core.fleet.query.QueryException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are shown, and in what order: the filter line, the client in scope, the column that sorts. The work is done
 * in the background, one run at a time. JavaFX thread only.
 */
final class FleetFilter {
    /** A fleet in order; sorted once for all the filters that follow. */
    private record Sorted(List<ServerView> from, @Nullable Comparator<ServerView> by, List<ServerView> views) {}

    private record Found(Sorted sorted, List<ServerView> views) {}

    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final Runnable showed;
    private final StringProperty line = new SimpleStringProperty(this, "filter", "");
    private final ReadOnlyObjectWrapper<@Nullable QueryException> mistake = new ReadOnlyObjectWrapper<>(this,
            "mistake");
    private final ObjectProperty<@Nullable String> client = new SimpleObjectProperty<>(this, "client");
    private final ObservableList<ServerView> shown = FXCollections.observableArrayList();
    private List<ServerView> views = List.of();
    private @Nullable Comparator<ServerView> order;
    private Query query = Query.ALL;
    private Sorted sorted = new Sorted(views, null, views);
    private boolean running;
    private boolean again;
    private @Nullable Runnable afterwards;

    /**
     * @param showed called after each run, whether it changed what is shown or not
     * @param failed hears what a run threw
     */
    FleetFilter(TaskRunner tasks, Runnable showed, Consumer<Throwable> failed) {
        this.tasks = tasks;
        this.showed = showed;
        this.failed = failed;
        line.addListener((p, before, after) -> parse());
        client.addListener((p, before, after) -> run());
    }

    StringProperty lineProperty() {
        return line;
    }

    /** What is wrong with the line; the last one that could be read stays in force. */
    ReadOnlyObjectProperty<@Nullable QueryException> mistakeProperty() {
        return mistake.getReadOnlyProperty();
    }

    /** Client in scope, null for all. */
    ObjectProperty<@Nullable String> clientProperty() {
        return client;
    }

    /** Told of only when other servers are shown, or in another order. */
    ObservableList<ServerView> shown() {
        return shown;
    }

    /** Filters other servers from now on. */
    void setViews(List<ServerView> value) {
        views = value;
        run();
    }

    /** Orders what is shown; null is the order of the documents. */
    void setOrder(@Nullable Comparator<ServerView> value) {
        order = value;
        run();
    }

    /** Runs something once the rows stand, at once when they do; only the last one that was asked for. */
    void afterRows(Runnable work) {
        if (running) {
            afterwards = work;
        } else {
            work.run();
        }
    }

    private void parse() {
        try {
            query = Query.parse(line.get());
            mistake.set(null);
            run();
        } catch (QueryException e) {
            mistake.set(e);
        }
    }

    /** At most one run at a time; what changes meanwhile makes one more. */
    private void run() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        List<ServerView> from = views;
        Comparator<ServerView> by = order;
        Query now = query;
        String only = client.get();
        Sorted last = sorted;
        tasks.start(Task.of(Message.of("fleet.task.filter"), control -> {
            Sorted all = last.from() == from && last.by() == by ? last : sorted(from, by);
            return new Found(all, filtered(all.views(), now, only));
        }).computing().hidden(), outcome -> {
            running = false;
            if (outcome instanceof Outcome.Success<Found>(Found found)) {
                sorted = found.sorted();
                if (!same(found.views())) {
                    shown.setAll(found.views());
                }
                showed.run();
            } else if (outcome instanceof Outcome.Failure<Found>(Throwable cause)) {
                failed.accept(cause);
            }
            Runnable next = afterwards;
            if (again) {
                run();
            } else if (next != null) {
                afterwards = null;
                next.run();
            }
        });
    }

    /** By identity: a view that was judged again is another one. */
    private boolean same(List<ServerView> next) {
        if (next.size() != shown.size()) {
            return false;
        }
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i) != shown.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Sorted sorted(List<ServerView> from, @Nullable Comparator<ServerView> by) {
        return new Sorted(from, by, by == null ? from : from.stream().sorted(by).toList());
    }

    static List<ServerView> filtered(List<ServerView> views, Query query, @Nullable String client) {
        List<ServerView> found = new ArrayList<>(views.size());
        for (ServerView view : views) {
            if ((client == null || client.equals(view.server().client())) && query.test(view)) {
                found.add(view);
            }
        }
        return found;
    }
}
