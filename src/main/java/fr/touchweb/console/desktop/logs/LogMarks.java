package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.notes.LineMark;
import fr.touchweb.console.core.logs.notes.Permalink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Marked lines and the notes on them. They outlive the timeline: a mark is found again once its line is read again. */
final class LogMarks {
    private final LogSession session;
    private final Runnable changed;
    private final ObservableList<LineMark> marks = FXCollections.observableArrayList();
    /** Marks whose line is in the timeline, by its number there. */
    private final Map<Long, LineMark> here = new HashMap<>();

    /** @param changed called when a person changed them */
    LogMarks(LogSession session, List<LineMark> before, Runnable changed) {
        this.session = session;
        this.changed = changed;
        marks.setAll(before);
    }

    /** In the order of their times. */
    ObservableList<LineMark> list() {
        return marks;
    }

    boolean isMarked(long number) {
        return here.containsKey(number);
    }

    /** The note on a line; empty for none. */
    String note(long number) {
        LineMark mark = here.get(number);
        return mark == null ? "" : mark.note();
    }

    /** Marks a line, or takes its mark away. */
    void toggle(long number) {
        LineMark mark = here.get(number);
        if (mark != null) {
            remove(mark);
        } else {
            add(number, "");
        }
    }

    /** Writes down what a person says of a line, which marks it. */
    void note(long number, String said) {
        LineMark mark = here.get(number);
        if (mark == null) {
            add(number, said);
        } else if (!mark.note().equals(said)) {
            LineMark next = mark.with(said);
            marks.set(marks.indexOf(mark), next);
            here.put(number, next);
            changed.run();
        }
    }

    private void add(long number, String said) {
        StoredLine line = session.store().get(number, LineMark.LONGEST * 4);
        if (line == null || line.kind() != StoredLine.Kind.LINE) {
            return;
        }
        SourceKey source = session.source(line.source());
        LineMark mark = new LineMark(new Permalink(source.server(), source.path(), line.offset()), line.time(),
                line.text(), said);
        here.put(number, mark);
        marks.add(mark);
        marks.sort(Comparator.comparingLong(LineMark::micros));
        changed.run();
    }

    void remove(LineMark mark) {
        here.values().remove(mark);
        if (marks.remove(mark)) {
            changed.run();
        }
    }

    void clear() {
        here.clear();
        marks.clear();
        changed.run();
    }

    /** Looks again for marked lines that were not in the timeline. */
    void refresh() {
        for (LineMark mark : marks) {
            if (!here.containsValue(mark)) {
                long number = find(mark);
                if (number >= 0) {
                    here.put(number, mark);
                }
            }
        }
        here.keySet().removeIf(number -> !session.store().holds(number));
    }

    private long find(LineMark mark) {
        int source = session.number(new SourceKey(mark.link().server(), mark.link().path()));
        return source < 0 ? -1 : session.store().finder().find(source, mark.link().offset(), mark.micros());
    }

    /** Number in the timeline of a marked line; empty while it is not there. */
    Optional<Long> number(LineMark mark) {
        return here.entrySet().stream().filter(one -> one.getValue().equals(mark)).map(Map.Entry::getKey).findFirst();
    }

    /** Row of the next marked line after a line, the first one after the last; null for none. */
    @Nullable
    Long nextRow(long after) {
        LogView view = session.view();
        List<Long> shown = marks.stream().flatMap(mark -> number(mark).stream())
                .filter(n -> view.rowOf(n) < view.size() && view.number(view.rowOf(n)) == n).toList();
        if (shown.isEmpty()) {
            return null;
        }
        long at = after < 0 ? -1 : view.rowOf(after);
        return shown.stream().map(view::rowOf).filter(row -> row > at).findFirst().orElse(view.rowOf(shown.getFirst()));
    }
}
