package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LineStore;
import fr.touchweb.console.core.logs.LogExport;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.core.logs.TimeWords;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * State and actions of the page. JavaFX thread only; {@link #refresh} takes over what came in meanwhile, once a pulse at
 * most.
 */
public final class LogsModel {
    private static final long NONE = Long.MIN_VALUE;
    /** What happened just before a moment belongs to its picture. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final LogSession session;
    private final TaskRunner tasks;
    private final LogsState.Memory memory;
    private final Consumer<Throwable> errors;
    private final FollowedLogs logs;
    private final LogFilters filters;
    private final LogSearch search;
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ReadOnlyLongWrapper rows = new ReadOnlyLongWrapper(this, "rows");
    private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper(this, "unseen");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final LongProperty selected = new SimpleLongProperty(this, "selected", -1);
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private final Set<Long> marks = new TreeSet<>();
    private int visibleRows = 40;
    private long frozen;
    private long goal = NONE;
    private long topNumber = -1;

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
        LogsState before = memory.load();
        filters = new LogFilters(session, before, problem, this::filtered, errors);
        logs = new FollowedLogs(session, fleet, before.sources(), this::followed);
        search = new LogSearch(session, tasks, this::searchFrom, this::select, problem, errors);
    }

    /** What is followed. */
    FollowedLogs logs() {
        return logs;
    }

    LogFilters filters() {
        return filters;
    }

    LogSearch search() {
        return search;
    }

    private void followed() {
        changes.set(changes.get() + 1);
        save();
    }

    private void filtered() {
        goal = NONE;
        following.set(true);
        topNumber = -1;
        if (paused.get()) {
            frozen = Long.MAX_VALUE;
        }
        save();
        refresh();
    }

    private long searchFrom(long step) {
        long at = selectedRow();
        return at < 0 ? rows.get() - 1 : at + step;
    }

    private void save() {
        List<LogView.Chip> chips = filters.chips();
        memory.save(new LogsState(logs.names(), chips.stream().map(c -> c.filter().query()).toList(),
                chips.stream().filter(c -> !c.enabled()).map(c -> c.filter().query()).toList()));
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
        seek();
        if (following.get()) {
            top.set(last);
        } else if (goal == NONE && topNumber >= 0) {
            // A late line that was put in above must not move what is looked at.
            top.set(Math.min(last, view.rowOf(topNumber)));
        } else if (top.get() > last) {
            top.set(last);
        }
        topNumber = following.get() || goal != NONE || top.get() >= size ? -1 : view.number(top.get());
        changes.set(changes.get() + 1);
    }

    /** Shows the logs of a server at a moment: goes there as lines come in, until the person goes elsewhere. */
    public void at(String server, Instant moment) {
        paused.set(false);
        following.set(false);
        logs.followSince(server, moment.minus(BEFORE));
        goal = moment.getEpochSecond() * 1_000_000;
        refresh();
    }

    private void seek() {
        LineStore store = session.store();
        if (goal == NONE || store.first() >= store.size()) {
            return;
        }
        long line = store.at(goal);
        boolean older = line == store.first() && store.time(line) > goal;
        problem.set(older
                ? Message.of("logs.at.older")
                : line >= store.size() ? Message.of("logs.at.notYet") : null);
        if (line < store.size()) {
            selected.set(line);
            top.set(Math.clamp(session.view().rowOf(line) - visibleRows / 4, 0, Math.max(0, rows.get() - visibleRows)));
        }
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
        goal = NONE;
        paused.set(false);
        following.set(true);
        refresh();
    }

    /** Puts a row at the top; reaching the end means following it again. */
    public void scrollTo(long row) {
        goal = NONE;
        long last = Math.max(0, rows.get() - visibleRows);
        top.set(Math.clamp(row, 0, last));
        following.set(top.get() >= last && !paused.get());
        topNumber = -1;
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
        goal = NONE;
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

    /** Marks the selected line, or takes its mark away. */
    public void toggleMark() {
        long number = selected.get();
        if (number >= 0 && !marks.remove(number)) {
            marks.add(number);
        }
        changes.set(changes.get() + 1);
    }

    public boolean isMarked(long number) {
        return marks.contains(number);
    }

    /** Selects the next marked line after the selected one, the first one after the last. */
    public void nextMark() {
        LogView view = session.view();
        List<Long> shown = marks.stream().filter(n -> view.rowOf(n) < view.size() && view.number(view.rowOf(n)) == n)
                .toList();
        if (!shown.isEmpty()) {
            select(view.rowOf(shown.stream().filter(n -> n > selected.get()).findFirst().orElse(shown.getFirst())));
        }
    }

    /** Shows only what every source said within so much time of the selected line. */
    public void aroundSelected(Duration around) {
        if (selected.get() >= 0) {
            long micros = session.store().time(selected.get());
            Instant time = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L),
                    Math.floorMod(micros, 1_000_000L) * 1_000L);
            filters.span(new TimeSpan(time.minus(around), time.plus(around)));
        }
    }

    /**
     * Goes to the first line of a moment; false when it was not understood, and then {@link #problemProperty} says why.
     *
     * @param typed as a person says it
     * @param now in the zone in which times are shown
     */
    public boolean goTo(String typed, ZonedDateTime now) {
        Optional<Instant> moment = TimeWords.read(typed, now);
        if (moment.isEmpty()) {
            problem.set(Message.of("logs.goto.unknown", typed));
            return false;
        }
        LineStore store = session.store();
        long micros = moment.get().getEpochSecond() * 1_000_000;
        boolean before = store.size() > store.first() && micros < store.time(store.first());
        problem.set(before ? Message.of("logs.goto.before") : null);
        following.set(false);
        long row = session.view().rowOf(store.at(micros));
        scrollTo(row);
        select(Math.min(row, Math.max(0, rows.get() - 1)));
        return true;
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
