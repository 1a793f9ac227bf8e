package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The filters of the page, in the order in which they were added. JavaFX thread only. */
final class LogFilters {
    /** Steps that can be gone back. */
    private static final int STEPS = 50;

    private final LogSession session;
    private final ObjectProperty<@Nullable Message> problem;
    private final Runnable changed;
    private final ObservableList<LogView.Chip> chips = FXCollections.observableArrayList();
    private final Deque<List<LogView.Chip>> earlier = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");
    private final IntegerProperty around = new SimpleIntegerProperty(this, "around");

    /**
     * @param before filters of the last run
     * @param problem says why something that was typed is no filter
     * @param changed called when a person changed them
     */
    LogFilters(LogSession session, LogsState before, ObjectProperty<@Nullable Message> problem, Runnable changed,
            Consumer<Throwable> errors) {
        this.session = session;
        this.problem = problem;
        this.changed = changed;
        List<LogView.Chip> kept = new ArrayList<>();
        for (String typed : before.filters()) {
            try {
                kept.add(new LogView.Chip(LineFilter.of(typed), !before.off().contains(typed)));
            } catch (LineFilter.BadFilterException e) {
                errors.accept(e);
            }
        }
        session.look(kept, Set.of());
        chips.setAll(kept);
        around.addListener((property, old, now) -> set(chips));
    }

    /** Lines before and after each that passes, of its source, that are shown with it. */
    IntegerProperty aroundProperty() {
        return around;
    }

    ObservableList<LogView.Chip> chips() {
        return chips;
    }

    /** Adds a filter for each condition that was typed; false when one is none, and then the problem says why. */
    boolean add(String typed) {
        try {
            if (!typed.isBlank()) {
                add(LineFilter.each(typed.strip()));
            }
            problem.set(null);
            return true;
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
            return false;
        }
    }

    /** Shows only lines with this value, or only those without it. */
    void add(Field field, String value, boolean exclude) {
        add(LineFilter.field(field, value, exclude));
    }

    /** Shows only lines of this time; a span that was there before goes. */
    void span(TimeSpan span) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.removeIf(chip -> chip.filter().span() != null);
        next.add(new LogView.Chip(LineFilter.span(span), true));
        set(next);
    }

    /** The span of time that is let through, null for all of it. */
    @Nullable
    TimeSpan span() {
        return chips.stream().filter(LogView.Chip::enabled).map(chip -> chip.filter().span()).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    /** All filters that are on as one, null when none is. */
    @Nullable
    LineFilter together() {
        return LineFilter.all(chips.stream().filter(LogView.Chip::enabled).map(LogView.Chip::filter).toList())
                .orElse(null);
    }

    void add(LineFilter filter) {
        add(List.of(filter));
    }

    private void add(List<LineFilter> filters) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        for (LineFilter filter : filters) {
            next.removeIf(chip -> chip.filter().query().equals(filter.query()));
            next.add(new LogView.Chip(filter, true));
        }
        set(next);
    }

    void remove(LogView.Chip chip) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.remove(chip);
        set(next);
    }

    void clear() {
        set(List.of());
    }

    /** Turns a filter on or off; off, it still counts. */
    void toggle(LogView.Chip chip) {
        List<LogView.Chip> next = new ArrayList<>(chips);
        next.replaceAll(one -> one.equals(chip) ? new LogView.Chip(one.filter(), !one.enabled()) : one);
        set(next);
    }

    /** Hides what a filter showed alone, or shows alone what it hid. */
    void turnRound(LogView.Chip chip) {
        String query = chip.filter().query();
        try {
            LineFilter other = LineFilter.of(chip.filter().exclude() ? query.substring(1) : "-" + query);
            List<LogView.Chip> next = new ArrayList<>(chips);
            next.replaceAll(one -> one.equals(chip) ? new LogView.Chip(other, one.enabled()) : one);
            set(next);
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
        }
    }

    /** Lets through what these filters let through, and nothing that others did. */
    void set(List<LogView.Chip> all) {
        List<LogView.Chip> next = List.copyOf(all);
        if (!next.equals(chips)) {
            earlier.push(List.copyOf(chips));
            if (earlier.size() > STEPS) {
                earlier.removeLast();
            }
        }
        look(next);
    }

    /** Goes back to the filters that were there before those of now. */
    void undo() {
        if (!earlier.isEmpty()) {
            look(earlier.pop());
        }
    }

    /** Whether there were others before. */
    ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    private void look(List<LogView.Chip> next) {
        undoable.set(!earlier.isEmpty());
        // The view first: whoever hears of the chips asks for their counts.
        session.look(next, Set.of(), around.get());
        chips.setAll(next);
        changed.run();
    }

    /** Lines on which a filter holds. */
    long hits(int chip) {
        return session.view().hits(chip);
    }
}
