package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The notices, newest first; equal ones in a row become one with a count, the oldest go past a limit. JavaFX thread only;
 * from elsewhere go through the outcome of a task.
 */
public final class Notices {
    static final int LIMIT = 200;

    private final Clock clock;
    private final ObservableList<Notice> list = FXCollections.observableArrayList();
    // Held here because the wrapper listens weakly: one made for each caller would fall silent.
    private final ObservableList<Notice> view = FXCollections.unmodifiableObservableList(list);
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");

    public Notices(Clock clock) {
        this.clock = clock;
    }

    public void add(Severity severity, @Nullable String machine, Message text, @Nullable Message advice,
            String details) {
        add(new Notice(severity, clock.instant(), machine, text, advice, details, 1, null));
    }

    private void add(Notice notice) {
        if (!list.isEmpty() && list.getFirst().sameAs(notice)) {
            Notice before = list.getFirst();
            list.set(0, new Notice(notice.severity(), notice.at(), notice.machine(), notice.text(), notice.advice(),
                    notice.details(), before.count() + 1, notice.way()));
        } else {
            list.addFirst(notice);
            if (list.size() > LIMIT) {
                list.removeLast();
            }
        }
        unread.set(Math.min(unread.get() + 1, list.size()));
    }

    public void information(@Nullable String machine, Message text) {
        add(Severity.INFORMATION, machine, text, null, "");
    }

    public void warning(@Nullable String machine, Message text, @Nullable Message advice) {
        add(Severity.WARNING, machine, text, advice, "");
    }

    /** The same with a way to what it is about. */
    public void warningOf(@Nullable String machine, Message text, Notice.Way way) {
        add(new Notice(Severity.WARNING, clock.instant(), machine, text, null, "", 1, way));
    }

    public ObservableList<Notice> list() {
        return view;
    }

    /** Notices that came since the person last opened them. */
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    public void markRead() {
        unread.set(0);
    }

    public void dismiss(Notice notice) {
        list.remove(notice);
        unread.set(Math.min(unread.get(), list.size()));
    }

    public void clear() {
        list.clear();
        unread.set(0);
    }
}
