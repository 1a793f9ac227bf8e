package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Drift;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Makes an entry of a line that somebody wrote by hand: it gets a reason, somebody who answers for it, and an end. */
public final class AdoptModel extends PaneModel {
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private final StringProperty requester = new SimpleStringProperty(this, "requester", "");
    private final StringProperty days = new SimpleStringProperty(this, "days", "");
    private final ObjectProperty<Entry.Kind> kind = new SimpleObjectProperty<>(this, "kind", Entry.Kind.PERSON);
    private final Runnable done;
    private @Nullable Drift drift;

    /** @param done closes the pane */
    AdoptModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors, Runnable done) {
        super(list, tasks, errors);
        this.done = done;
    }

    /** Opens the form for a line. */
    public void begin(Drift line) {
        drift = line;
        reason.set("");
        requester.set("");
        days.set(String.valueOf(list.whitelists().policy().rangeMaxDays()));
        forget();
    }

    /** Takes the line over. */
    public void adopt() {
        Drift line = drift;
        Lists.Place one = list.placeProperty().get();
        if (line == null || one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        int most = line.cidr().single() ? there.policy().singleMaxDays() : there.policy().rangeMaxDays();
        Integer wanted = wholeDays();
        if (wanted == null || wanted < 1 || wanted > most) {
            say(Message.of("whitelists.adopt.days", most));
            return;
        }
        Scope door = list.doorProperty().get();
        Entry.Kind what = kind.get();
        String why = reason.get();
        String who = requester.get();
        start(Message.of("whitelists.task.adopt", line.cidr().toString()),
                control -> there.changes().adopt(one.id(), door, line, what, why, who,
                        there.now().plus(Duration.ofDays(wanted))),
                this::applied);
    }

    private void applied(Applied applied) {
        if (applied.status() == Applied.Status.REFUSED && applied.reason() != null) {
            say(applied.reason());
            return;
        }
        list.tell(List.of(applied));
        done.run();
    }

    private @Nullable Integer wholeDays() {
        try {
            return Integer.valueOf(days.get().strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** The line in question, null when there is none. */
    public @Nullable Drift drift() {
        return drift;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public StringProperty requesterProperty() {
        return requester;
    }

    /** Whole days. */
    public StringProperty daysProperty() {
        return days;
    }

    public ObjectProperty<Entry.Kind> kindProperty() {
        return kind;
    }
}
