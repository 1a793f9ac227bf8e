package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LogSession;
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
    private final KeptPlaces places;
    private final LogMarks marks;
    private final WantedFormats formats;
    private final Highlights highlights;
    private final LineCopy copy;
    private final LogMoments moments;
    private final SelectedLine line;
    private final LogLinks links;
    private final LogWorkspaces workspaces;
    private final ScreenPlace place;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final LongProperty selected = new SimpleLongProperty(this, "selected", -1);
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private final ObjectProperty<@Nullable Offer> offer = new SimpleObjectProperty<>(this, "offer");

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
        place = new ScreenPlace(session, selected, this::folded);
        LogsState before = memory.load();
        if (before.spoolMegabytes() > 0) {
            session.store().budget((long) before.spoolMegabytes() << 20);
        }
        formats = new WantedFormats(session, before.formats(), tasks, this::looksOther, this::readAgain, errors);
        marks = new LogMarks(session, before.marks(), this::looksOther);
        highlights = new Highlights(before.highlights(), this::looksOther, errors);
        filters = new LogFilters(session, before, problem, this::filtered, errors);
        logs = new FollowedLogs(session, fleet, before, figures.resumeBytes(), this::looksOther);
        search = new LogSearch(session, tasks, this::searchFrom, this::select, problem, errors);
        alerts = new LogAlerts(session, before.alerts(), this.figures, clock, tasks, problem, this::save, errors);
        matches = new MatchesModel(session, this::show);
        pastSearch = new PastSearch(session, tasks, figures, errors);
        past = new LogPast(session, this.figures, tasks, problem, errors);
        downloads = new LogDownloads(session, tasks, figures.lineBytes(), problem, errors);
        places = new KeptPlaces(session, tasks, errors);
        copy = new LineCopy(this, session, tasks, errors);
        line = new SelectedLine(this, new SameSecond(session, this.figures.slow(), tasks, errors));
        moments = new LogMoments(this, problem, offer);
        workspaces = new LogWorkspaces(this, before.workspaces(), this::save, errors);
        links = new LogLinks(this, tasks, problem, errors);
        search.wantedProperty().addListener((property, old, what) -> {
            matches.want(what);
            redraw();
        });
        selected.addListener((property, old, number) -> redraw());
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

    KeptPlaces places() {
        return places;
    }

    /** Formats that the person gave to files. */
    WantedFormats formats() {
        return formats;
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

    void redraw() {
        changes.set(changes.get() + 1);
    }

    /** Lines have other times and levels than before. */
    private void readAgain() {
        matches.want(search.wantedProperty().get());
        refresh();
        redraw();
    }

    private void looksOther() {
        redraw();
        save();
    }

    private void filtered() {
        session.attended();
        moments.leave();
        place.others();
        save();
        refresh();
    }

    private long searchFrom(long step) {
        long at = selectedRow();
        return at < 0 ? rows() - 1 : at + step;
    }

    /** Remembers what is to be found again. */
    void save() {
        memory.save(LogsState.of(this));
    }

    /** Takes over what came in since the last call. */
    public void refresh() {
        place.count();
        moments.seek();
        boolean changed = place.settle(moments.sought());
        matches.refresh();
        pastSearch.refresh();
        links.refresh();
        if (changed) {
            marks.refresh();
            redraw();
        }
    }

    /** Whether something came in since {@link #refresh}; safe on any thread. */
    boolean isBehind() {
        return place.isBehind();
    }

    /** Grows whenever the screen has something to draw. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Rows that fit on the screen. */
    @Override
    public void visibleRows(int count) {
        place.visibleRows(count);
        refresh();
    }

    @Override
    public int visibleRows() {
        return place.visibleRows();
    }

    /** Freezes what is shown; reading goes on. */
    public BooleanProperty pausedProperty() {
        return place.pausedProperty();
    }

    public void togglePause() {
        place.togglePause();
        refresh();
    }

    /** Whether the last row is kept in sight. */
    public BooleanProperty followingProperty() {
        return place.followingProperty();
    }

    /** Goes to the end and stays there. */
    public void toEnd() {
        session.attended();
        moments.leave();
        place.toEnd();
        refresh();
    }

    /** Puts a row at the top; reaching the end means following it again. */
    @Override
    public void scrollTo(long row) {
        session.attended();
        moments.leave();
        boolean before = row < 0 && place.top() == 0 && rows() > 0;
        place.scrollTo(row);
        refresh();
        if (before) {
            // Past and live are one: who goes up from the first line goes on into what was written before.
            moments.readEarlier();
        }
    }

    @Override
    public long top() {
        return place.top();
    }

    @Override
    public long rows() {
        return place.rows();
    }

    /** Puts the selected line where what comes before and after it is seen, while lines come in. */
    void frame(long number) {
        selected.set(number);
        place.frame(number);
    }

    /** Keeps the line at the top where it is while others are put in above it. */
    void hold() {
        place.hold();
    }

    /** Rows that can be scrolled through. */
    public ReadOnlyLongProperty rowsProperty() {
        return place.rowsProperty();
    }

    /** Rows that came while paused. */
    public ReadOnlyLongProperty unseenProperty() {
        return place.unseenProperty();
    }

    @Override
    public @Nullable StoredLine row(long row, int most) {
        return row < rows() ? session.view().row(row, most) : null;
    }

    @Override
    public RowBlocks blocks() {
        return place.blocks();
    }

    /** Other rows are shown as one than before; the chosen line stays in sight. */
    private void folded() {
        refresh();
        long row = selectedRow();
        if (row >= 0 && (row < top() || row >= place.bottom())) {
            scrollTo(blocks().moved(row, -visibleRows() / 3));
        }
        redraw();
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
        session.attended();
        moments.leave();
        StoredLine line = row(row, 0);
        if (line != null) {
            selected.set(line.number());
            if (row < rows() - 1) {
                followingProperty().set(false);
            }
            place.reveal(row, this.line.pinnedRow());
            refresh();
            redraw();
        }
    }

    @Override
    public long rowOf(long number) {
        return session.view().rowOf(number);
    }

    /** The record of the selected line. */
    public @Nullable LogRecord record() {
        return selected.get() < 0 ? null : session.record(selected.get());
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
