package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.policy.LogViewPolicy;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.InstantSource;
import java.util.List;
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
public final class LogsModel implements LineList {
    private final LogSession session;
    private final LogsState.Memory memory;
    private final LogViewPolicy figures;
    private final FollowedLogs logs;
    private final LogFilters filters;
    private final LogSearch search;
    private final MatchesModel matches;
    private final LogAlerts alerts;
    private final PastSearch pastSearch;
    private final LogPast past;
    private final LogDownloads downloads;
    private final LogMarks marks;
    private final Highlights highlights;
    private final LineCopy copy;
    private final LogMoments moments;
    private final SelectedLine line;
    private final LogLinks links;
    private final LogWorkspaces workspaces;
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ReadOnlyLongWrapper rows = new ReadOnlyLongWrapper(this, "rows");
    private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper(this, "unseen");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final LongProperty selected = new SimpleLongProperty(this, "selected", -1);
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private final ObjectProperty<@Nullable Offer> offer = new SimpleObjectProperty<>(this, "offer");
    private int visibleRows = 40;
    private long frozen;
    private long topNumber = -1;

    /**
     * @param session what is followed; started by whoever made it
     * @param fleet servers and their logs; the page follows its changes
     * @param figures thresholds and limits of the page
     * @param errors hears what an action could not do
     */
    public LogsModel(LogSession session, ObservableValue<List<ServerLogs>> fleet, TaskRunner tasks, LogFigures figures,
            LogsState.Memory memory, InstantSource clock, Consumer<Throwable> errors) {
        this.session = session;
        this.memory = memory;
        this.figures = figures.view();
        LogsState before = memory.load();
        if (before.spoolMegabytes() > 0) {
            session.store().budget((long) before.spoolMegabytes() << 20);
        }
        marks = new LogMarks(session, before.marks(), this::save);
        highlights = new Highlights(before.highlights(), this::recoloured, errors);
        filters = new LogFilters(session, before, problem, this::filtered, errors);
        logs = new FollowedLogs(session, fleet, before.sources(), before.copies(), this::followed);
        search = new LogSearch(session, tasks, this::searchFrom, this::select, problem, errors);
        alerts = new LogAlerts(session, before.alerts(), this.figures, clock, tasks, problem, this::save, errors);
        matches = new MatchesModel(session, this::show);
        pastSearch = new PastSearch(session, tasks, figures, errors);
        past = new LogPast(session, this.figures, tasks, problem, errors);
        downloads = new LogDownloads(session, tasks, figures.lineBytes(), problem, errors);
        copy = new LineCopy(this, session, tasks, errors);
        line = new SelectedLine(this);
        moments = new LogMoments(this, problem, offer);
        workspaces = new LogWorkspaces(this, before.workspaces(), this::save, errors);
        links = new LogLinks(this, tasks, problem, errors);
        search.wantedProperty().addListener((property, old, what) -> matches.want(what));
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

    MatchesModel matches() {
        return matches;
    }

    LogAlerts alerts() {
        return alerts;
    }

    PastSearch pastSearch() {
        return pastSearch;
    }

    LogPast past() {
        return past;
    }

    LogDownloads downloads() {
        return downloads;
    }

    LogMarks marks() {
        return marks;
    }

    LogWorkspaces workspaces() {
        return workspaces;
    }

    LogLinks links() {
        return links;
    }

    SelectedLine line() {
        return line;
    }

    LogMoments moments() {
        return moments;
    }

    Highlights highlights() {
        return highlights;
    }

    LineCopy copy() {
        return copy;
    }

    LogViewPolicy figures() {
        return figures;
    }

    private void followed() {
        changes.set(changes.get() + 1);
        save();
    }

    private void recoloured() {
        changes.set(changes.get() + 1);
        save();
    }

    private void filtered() {
        moments.leave();
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

    /** Remembers what is to be found again. */
    void save() {
        memory.save(LogsState.of(this));
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
        moments.seek();
        if (following.get()) {
            top.set(last);
        } else if (!moments.sought() && topNumber >= 0) {
            // A late line that was put in above must not move what is looked at.
            top.set(Math.min(last, view.rowOf(topNumber)));
        } else if (top.get() > last) {
            top.set(last);
        }
        matches.refresh();
        pastSearch.refresh();
        links.refresh();
        topNumber = following.get() || moments.sought() || top.get() >= size ? -1 : view.number(top.get());
        changes.set(changes.get() + 1);
    }

    /** Grows whenever the screen has something to draw. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Rows that fit on the screen. */
    @Override
    public void visibleRows(int count) {
        visibleRows = Math.max(1, count);
        refresh();
    }

    @Override
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
        moments.leave();
        paused.set(false);
        following.set(true);
        refresh();
    }

    /** Puts a row at the top; reaching the end means following it again. */
    @Override
    public void scrollTo(long row) {
        moments.leave();
        long last = Math.max(0, rows.get() - visibleRows);
        top.set(Math.clamp(row, 0, last));
        following.set(top.get() >= last && !paused.get());
        topNumber = -1;
        refresh();
    }

    @Override
    public long top() {
        return top.get();
    }

    @Override
    public long rows() {
        return rows.get();
    }

    /** Puts the selected line where what comes before and after it is seen, while lines come in. */
    void frame(long number) {
        selected.set(number);
        top.set(Math.clamp(session.view().rowOf(number) - visibleRows / 4, 0, Math.max(0, rows.get() - visibleRows)));
    }

    /** Keeps the line at the top where it is while others are put in above it. */
    void hold() {
        following.set(false);
        topNumber = top.get() < rows.get() ? session.view().number(top.get()) : -1;
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

    @Override
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

    @Override
    public long selectedNumber() {
        return selected.get();
    }

    @Override
    public void deselect() {
        selected.set(-1);
        changes.set(changes.get() + 1);
    }

    @Override
    public boolean isContext(StoredLine line) {
        return session.view().isContext(line);
    }

    /** Shows a line of the timeline in its surroundings; says so when the filters hide it. */
    void show(long number) {
        moments.show(number);
    }

    /** Selects a row and keeps it in place: the view stops following. */
    @Override
    public void select(long row) {
        moments.leave();
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

    @Override
    public long selectedRow() {
        return selected.get() < 0 ? -1 : session.view().rowOf(selected.get());
    }

    /** The record of the selected line. */
    public @Nullable LogRecord record() {
        return selected.get() < 0 ? null : session.record(selected.get());
    }

    /** Marks the selected line, or takes its mark away. */
    public void toggleMark() {
        if (selected.get() >= 0) {
            marks.toggle(selected.get());
            changes.set(changes.get() + 1);
        }
    }

    /** Selects the next marked line after the selected one, the first one after the last. */
    public void nextMark() {
        Long row = marks.nextRow(selected.get());
        if (row != null) {
            select(row);
        }
    }

    /** What the last action could not do, null when it could. */
    public ObjectProperty<@Nullable Message> problemProperty() {
        return problem;
    }

    /** What could be done about it, null for nothing. */
    ObjectProperty<@Nullable Offer> offerProperty() {
        return offer;
    }

    /** Nobody looks: a slower rhythm will do. */
    public void hidden(boolean value) {
        session.hidden(value);
    }
}
