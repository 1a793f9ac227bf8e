package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogExport;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * State and actions of the page. JavaFX thread only; {@link #refresh} takes over what came in meanwhile, once a pulse at
 * most.
 */
public final class LogsModel {
    private static final int BACKFILL = 64 << 10;

    private final LogSession session;
    private final TaskRunner tasks;
    private final LogsState.Memory memory;
    private final Consumer<Throwable> errors;
    private final ObservableList<ServerLogs> servers = FXCollections.observableArrayList();
    private final ObservableList<LogView.Chip> chips = FXCollections.observableArrayList();
    private final Set<LogSource> followed = new LinkedHashSet<>();
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ReadOnlyLongWrapper rows = new ReadOnlyLongWrapper(this, "rows");
    private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper(this, "unseen");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper(this, "searching");
    private final LongProperty selected = new SimpleLongProperty(this, "selected", -1);
    private final ObjectProperty<@Nullable LineFilter> search = new SimpleObjectProperty<>(this, "search");
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private Set<String> remembered = Set.of();
    private Predicate<ServerLogs> inScope = server -> true;
    private List<ServerLogs> all = List.of();
    private int visibleRows = 40;
    private long frozen;

    /**
     * @param session what is followed; started by whoever made it
     * @param fleet servers and their logs; the page follows its changes
     * @param errors hears what an action could not do
     */
    public LogsModel(LogSession session, ObservableValue<List<ServerLogs>> fleet, TaskRunner tasks,
            LogsState.Memory memory, Consumer<Throwable> errors) {
        this.session = session;
        this.tasks = tasks;
        this.memory = memory;
        this.errors = errors;
        restore(memory.load());
        fleet.addListener((value, before, now) -> fleet(now));
        fleet(fleet.getValue());
    }

    private void restore(LogsState state) {
        remembered = Set.copyOf(state.sources());
        List<LogView.Chip> before = new ArrayList<>();
        for (String typed : state.filters()) {
            try {
                before.add(new LogView.Chip(LineFilter.of(typed), !state.off().contains(typed)));
            } catch (LineFilter.BadFilterException e) {
                errors.accept(e);
            }
        }
        session.look(before, Set.of());
        chips.setAll(before);
    }

    private void fleet(List<ServerLogs> now) {
        all = List.copyOf(now);
        Set<String> wanted = new LinkedHashSet<>(remembered);
        followed.forEach(source -> wanted.add(source.name()));
        followed.clear();
        all.forEach(s -> s.sources().stream().filter(one -> wanted.contains(one.name())).forEach(followed::add));
        remembered = all.isEmpty() ? wanted : Set.of();
        show();
        apply();
    }

    private void show() {
        servers.setAll(all.stream().filter(inScope).toList());
    }

    /** Which servers the page lists. */
    public void scope(Predicate<ServerLogs> filter) {
        inScope = filter;
        show();
    }

    /** Servers in scope, with their logs. */
    public ObservableList<ServerLogs> servers() {
        return servers;
    }

    public boolean isFollowed(LogSource source) {
        return followed.contains(source);
    }

    public int followedCount() {
        return followed.size();
    }

    /** Starts or stops following a source; what it gave so far stays. */
    public void follow(LogSource source, boolean on) {
        if (on ? followed.add(source) : followed.remove(source)) {
            apply();
            save();
        }
    }

    /** Follows these logs and nothing else. */
    public void followOnly(Predicate<LogSource> wanted) {
        followed.clear();
        all.forEach(server -> server.sources().stream().filter(wanted).forEach(followed::add));
        apply();
        save();
    }

    /** Follows every log of these servers and nothing else. */
    public void followServers(Set<String> ids) {
        followOnly(source -> ids.contains(source.server()));
    }

    /** Every log that could be followed. */
    public List<LogSource> sources() {
        return all.stream().flatMap(server -> server.sources().stream()).toList();
    }

    private void apply() {
        session.follow(followed, new Start.End(BACKFILL));
        changes.set(changes.get() + 1);
    }

    private void save() {
        memory.save(new LogsState(followed.stream().map(LogSource::name).toList(),
                chips.stream().map(c -> c.filter().query()).toList(),
                chips.stream().filter(c -> !c.enabled()).map(c -> c.filter().query()).toList()));
    }

    /** How the files of a source are, by path. */
    public Map<SourceKey, SourceHealth> health(LogSource source) {
        Map<SourceKey, SourceHealth> own = new java.util.TreeMap<>(java.util.Comparator.comparing(SourceKey::path));
        session.health().forEach((key, value) -> {
            if (key.server().equals(source.server())
                    && (key.path().equals(source.pattern()) || Globs.matches(source.pattern(), key.path()))) {
                own.put(key, value);
            }
        });
        return own;
    }

    /** Filters in the order in which they were added. */
    public ObservableList<LogView.Chip> chips() {
        return chips;
    }

    /** Adds a filter as it was typed; false when it is none, and then {@link #problemProperty} says why. */
    public boolean addFilter(String typed) {
        try {
            if (!typed.isBlank()) {
                addFilter(LineFilter.of(typed.strip()));
            }
            problem.set(null);
            return true;
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
            return false;
        }
    }

    /** Shows only lines with this value, or only those without it. */
    public void addFilter(Field field, String value, boolean exclude) {
        addFilter(LineFilter.field(field, value, exclude));
    }

    private void addFilter(LineFilter filter) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.removeIf(chip -> chip.filter().query().equals(filter.query()));
        next.add(new LogView.Chip(filter, true));
        filters(next);
    }

    public void removeFilter(LogView.Chip chip) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.remove(chip);
        filters(next);
    }

    /** Turns a filter on or off; off, it still counts. */
    public void toggle(LogView.Chip chip) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.replaceAll(one -> one.equals(chip) ? new LogView.Chip(one.filter(), !one.enabled()) : one);
        filters(next);
    }

    private void filters(List<LogView.Chip> next) {
        // The view first: whoever hears of the chips asks for their counts.
        session.look(next, Set.of());
        chips.setAll(next);
        following.set(true);
        if (paused.get()) {
            frozen = Long.MAX_VALUE;
        }
        save();
        refresh();
    }

    /** Lines on which a filter holds. */
    public long hits(int chip) {
        return session.view().hits(chip);
    }

    /** Takes over what came in since the last call. */
    public void refresh() {
        LogView view = session.view();
        long size = view.size();
        if (paused.get()) {
            frozen = Math.min(frozen, size);
            rows.set(frozen);
            unseen.set(size - frozen);
        } else {
            rows.set(size);
            unseen.set(0);
        }
        long last = Math.max(0, rows.get() - visibleRows);
        if (following.get()) {
            top.set(last);
        } else if (top.get() > last) {
            top.set(last);
        }
        changes.set(changes.get() + 1);
    }

    /** Grows whenever the screen has something to draw. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Rows that fit on the screen. */
    public void visibleRows(int count) {
        visibleRows = Math.max(1, count);
        refresh();
    }

    public int visibleRows() {
        return visibleRows;
    }

    /** Freezes what is shown; reading goes on. */
    public BooleanProperty pausedProperty() {
        return paused;
    }

    public void togglePause() {
        if (paused.get()) {
            paused.set(false);
        } else {
            frozen = session.view().size();
            paused.set(true);
        }
        refresh();
    }

    /** Whether the last row is kept in sight. */
    public BooleanProperty followingProperty() {
        return following;
    }

    /** Goes to the end and stays there. */
    public void toEnd() {
        paused.set(false);
        following.set(true);
        refresh();
    }

    /** Puts a row at the top; reaching the end means following it again. */
    public void scrollTo(long row) {
        long last = Math.max(0, rows.get() - visibleRows);
        top.set(Math.clamp(row, 0, last));
        following.set(top.get() >= last && !paused.get());
        refresh();
    }

    public void scrollBy(long rowsDown) {
        scrollTo(top.get() + rowsDown);
    }

    /** Row at the top of the screen. */
    public LongProperty topProperty() {
        return top;
    }

    /** Rows that can be scrolled through. */
    public ReadOnlyLongProperty rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Rows that came while paused. */
    public ReadOnlyLongProperty unseenProperty() {
        return unseen.getReadOnlyProperty();
    }

    /** A row, its line cut at so many bytes; null when it was let go. */
    public @Nullable StoredLine row(long row, int most) {
        return row < rows.get() ? session.view().row(row, most) : null;
    }

    public LogSession session() {
        return session;
    }

    /** Number in the timeline of the selected line, -1 for none. */
    public LongProperty selectedProperty() {
        return selected;
    }

    /** Selects a row and keeps it in place: the view stops following. */
    public void select(long row) {
        StoredLine line = row(row, 0);
        if (line != null) {
            selected.set(line.number());
            if (row < rows.get() - 1) {
                following.set(false);
            }
            if (row < top.get()) {
                scrollTo(row);
            } else if (row >= top.get() + visibleRows) {
                scrollTo(row - visibleRows + 1);
            }
            changes.set(changes.get() + 1);
        }
    }

    /** Row of the selected line, -1 when none is selected. */
    public long selectedRow() {
        return selected.get() < 0 ? -1 : session.view().rowOf(selected.get());
    }

    /** The record of the selected line. */
    public @Nullable LogRecord record() {
        return selected.get() < 0 ? null : session.record(selected.get());
    }

    /** What is searched for; null for nothing. */
    public ObjectProperty<@Nullable LineFilter> searchProperty() {
        return search;
    }

    /** Whether a search is running. */
    public ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    /** Looks for text or {@code /regex/} from the end backwards, or from the selected line. */
    public void search(String typed) {
        try {
            search.set(typed.isBlank() ? null : LineFilter.of(typed.strip()));
            problem.set(null);
            next(false);
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
        }
    }

    /** Goes to the next hit, or to the one before. */
    public void next(boolean forward) {
        LineFilter what = search.get();
        if (what == null || searching.get()) {
            changes.set(changes.get() + 1);
            return;
        }
        LogView view = session.view();
        long at = selectedRow();
        long from = at < 0 ? rows.get() - 1 : at + (forward ? 1 : -1);
        searching.set(true);
        tasks.start(Task.of(Message.of("logs.task.search", what.query()), control -> view.find(what, from, forward))
                .computing(), outcome -> {
                    searching.set(false);
                    switch (outcome) {
                        case Outcome.Success<Long>(Long row) when row >= 0 -> {
                            problem.set(null);
                            select(row);
                        }
                        case Outcome.Success<Long> none -> problem.set(Message.of("logs.search.none", what.query()));
                        case Outcome.Failure<Long>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<Long> cancelled -> problem.set(null);
                    }
                });
    }

    /** What the last action could not do, null when it could. */
    public ObjectProperty<@Nullable Message> problemProperty() {
        return problem;
    }

    /** Text of the selected line, or of all rows on the screen when none is selected. */
    public String copyText() {
        List<String> lines = new ArrayList<>();
        long at = selectedRow();
        long from = at >= 0 ? at : top.get();
        long to = at >= 0 ? at + 1 : Math.min(rows.get(), top.get() + visibleRows);
        for (long row = from; row < to; row++) {
            StoredLine line = row(row, 1 << 20);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                lines.add(line.text());
            }
        }
        return String.join("\n", lines);
    }

    /** Writes the rows that are shown now to a file. */
    public void export(Path file, LogExport.Kind kind) {
        LogView view = session.view();
        long end = rows.get();
        tasks.start(Task.of(Message.of("logs.task.export", file.getFileName().toString()), control -> {
            try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
                return LogExport.write(session, view, 0, end, kind, out, control::isCancelled);
            }
        }), outcome -> {
            if (outcome instanceof Outcome.Failure<Long>(Throwable cause)) {
                errors.accept(cause);
            }
        });
    }

    /** Nobody looks: a slower rhythm will do. */
    public void hidden(boolean value) {
        session.hidden(value);
    }
}
