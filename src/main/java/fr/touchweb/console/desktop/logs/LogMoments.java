package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LineStore;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.core.logs.TimeWords;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Going to a moment, past ones too. JavaFX thread only. */
final class LogMoments {
    private static final long NONE = Long.MIN_VALUE;
    /** What happened just before a moment belongs to its picture. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final LogsModel model;
    private final LogSession session;
    private final ObjectProperty<@Nullable Message> problem;
    private final ObjectProperty<@Nullable Offer> offer;
    private long goal = NONE;

    /**
     * @param problem says what could not be gone to
     * @param offer what could be done about it
     */
    LogMoments(LogsModel model, ObjectProperty<@Nullable Message> problem,
            ObjectProperty<@Nullable Offer> offer) {
        this.model = model;
        this.session = model.session();
        this.problem = problem;
        this.offer = offer;
    }

    /** Shows the logs of a server at a moment: goes there as lines come in, until the person goes elsewhere. */
    void at(String server, Instant moment) {
        model.pausedProperty().set(false);
        model.followingProperty().set(false);
        model.logs().followSince(server, moment.minus(BEFORE));
        goal = moment.getEpochSecond() * 1_000_000;
        model.refresh();
    }

    /** Time of the line that is looked at, in microseconds; {@link Long#MIN_VALUE} while the end is followed. */
    long looked() {
        long selected = model.selectedNumber();
        long number = selected >= 0 ? selected : session.view().number(model.top());
        return selected < 0 && model.followingProperty().get() || number < 0 ? NONE : session.store().time(number);
    }

    /** Whether lines of a moment are still awaited. */
    boolean sought() {
        return goal != NONE;
    }

    /** The person goes elsewhere. */
    void leave() {
        goal = NONE;
    }

    /** Looks whether the lines of the moment are there. */
    void seek() {
        LineStore store = session.store();
        if (goal == NONE || store.first() >= store.size()) {
            return;
        }
        long line = store.finder().at(goal);
        boolean older = line < store.size() && store.time(line) > goal && store.time(line) == store.finder().earliest();
        long moment = goal;
        problem.set(older
                ? Message.of("logs.at.older")
                : line >= store.size() ? Message.of("logs.at.notYet") : null);
        if (older != (offer.get() != null)) {
            offer.set(older ? readingSince(LogPast.instant(moment).minus(BEFORE), moment) : null);
        }
        if (line < store.size()) {
            model.frame(line);
        }
    }

    private Offer readingSince(Instant from, long moment) {
        return new Offer(Message.of("logs.past.offer"), () -> {
            leave();
            model.past().readSince(from, () -> reached(moment));
        });
    }

    /**
     * Shows only what every source said within so much time of the selected line, and the requests that were under way then;
     * of a request from before its beginning, which most lines tell, to after its end, when they were written.
     */
    void around(Duration around) {
        if (model.selectedNumber() >= 0) {
            Instant time = LogPast.instant(session.store().time(model.selectedNumber()));
            LogRecord record = model.record();
            Instant began = record == null ? null : record.began();
            Instant written = record == null ? null : record.written();
            Instant from = began != null && began.isBefore(time) ? began : time;
            Instant to = written != null && written.isAfter(time) ? written : time;
            model.filters().span(new TimeSpan(from.minus(around), to.plus(around), true));
        }
    }

    /**
     * Goes to the first line of a moment; false when it was not understood, and then {@link LogsModel#problemProperty}
     * says why.
     *
     * @param typed as a person says it
     * @param now in the zone in which times are shown
     */
    boolean goTo(String typed, ZonedDateTime now) {
        Optional<Instant> moment = TimeWords.read(typed, now);
        if (moment.isEmpty()) {
            problem.set(Message.of("logs.goto.unknown", typed));
            return false;
        }
        go(moment.get().getEpochSecond() * 1_000_000);
        return true;
    }

    /** Goes to the line so much later than the selected one, else than the one at the top. */
    void move(Duration by) {
        long number = model.selectedNumber();
        StoredLine line = number < 0 ? model.row(model.top(), 0) : session.store().get(number, 0);
        if (line != null) {
            go(line.time() + by.toMillis() * 1_000);
        }
    }

    /** To the first line of a moment, and to where it could be read from when it is not here. */
    private void go(long micros) {
        LineStore store = session.store();
        boolean before = store.size() > store.first() && micros < store.finder().earliest();
        boolean letGo = session.followed().stream()
                .anyMatch(source -> store.holes().of(session.number(source)).stream()
                        .anyMatch(hole -> hole.holds(micros)));
        problem.set(letGo
                ? Message.of("logs.goto.letGo")
                : before ? Message.of("logs.goto.before") : null);
        offer.set(before || letGo ? readingSince(LogPast.instant(micros), micros) : null);
        first(micros);
    }

    /** Shows a line of the timeline in its surroundings; says so when the filters hide it. */
    void show(long number) {
        LogView view = session.view();
        long row = view.rowOf(number);
        boolean there = row < model.rows() && view.number(row) == number;
        problem.set(there ? null : Message.of("logs.hidden"));
        offer.set(there ? null : new Offer(Message.of("logs.hidden.show"), () -> {
            model.filters().clear();
            model.refresh();
            show(number);
        }));
        if (there) {
            model.followingProperty().set(false);
            model.scrollTo(row - model.visibleRows() / 3);
            model.select(row);
        } else {
            model.selectedProperty().set(number);
        }
    }

    /**
     * Shows what an alert told of.
     *
     * @param number of its line, negative where it told of a silence
     */
    void alert(Instant at, long number) {
        if (number >= 0) {
            show(number);
        } else {
            to(at);
        }
    }

    /** Goes to the first line of a moment. */
    void to(Instant moment) {
        first(moment.getEpochSecond() * 1_000_000);
    }

    private void first(long micros) {
        model.followingProperty().set(false);
        long row = session.view().rowOf(session.store().finder().at(micros));
        model.scrollTo(row);
        model.select(Math.min(row, Math.max(0, model.rows() - 1)));
    }

    private void reached(long micros) {
        offer.set(null);
        model.refresh();
        first(micros);
    }

    /** Reads what the selected gap stands for, and shows the end of it; false when it stands for nothing to be read. */
    boolean readGap() {
        StoredLine gap = model.selectedNumber() < 0 ? null : session.store().get(model.selectedNumber(), 0);
        if (gap == null || !model.past().canRead(gap)) {
            return false;
        }
        model.hold();
        model.past().readGap(gap, last -> {
            model.refresh();
            if (last >= 0) {
                show(last);
            }
        });
        return true;
    }

    /** Reads a little more of the past of every source, and goes on looking at the same line. */
    void readEarlier() {
        model.hold();
        model.past().readEarlier(model::refresh);
    }
}
