package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Restriction;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the server really restricts, door by door, and the waivers of who wanted one open (L39, L40, L43). */
public final class RestrictionsModel extends PaneModel {
    private final StringProperty who = new SimpleStringProperty(this, "who", "");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private List<Restriction> found = List.of();
    private @Nullable Scope waiving;

    public RestrictionsModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        list.placeProperty().addListener((p, before, now) -> {
            found = List.of();
            waiving = null;
            forget();
        });
    }

    /** Tries every door of the server that restricts something. */
    public void read() {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        waiving = null;
        start(Message.of("whitelists.task.restrictions", one.id()), control -> {
            List<Restriction> all = new ArrayList<>();
            for (Scope door : one.doors()) {
                control.checkCancelled();
                if (door != Scope.IDS) {
                    all.add(there.restrictions().of(one.id(), door));
                }
            }
            return all;
        }, all -> found = all);
    }

    /** Opens the form that notes a waiver for a door, or closes it. */
    public void begin(@Nullable Scope door) {
        waiving = door;
        who.set("");
        text.set("");
        changed();
    }

    /** Notes the waiver that the form is about. */
    public void waive() {
        Scope door = waiving;
        if (door != null) {
            waivers(door, (there, server) -> there.waivers().add(server, door, who.get(), text.get()));
        }
    }

    /** Ends the waiver of a door. */
    public void endWaiver(Scope door) {
        waivers(door, (there, server) -> there.waivers().end(server, door));
    }

    private interface Change {
        Applied on(Whitelists there, String server) throws IOException, InterruptedException;
    }

    private record Changed(Applied applied, Restriction door) {}

    private void waivers(Scope door, Change change) {
        Restriction before = found.stream().filter(one -> one.scope() == door).findFirst().orElse(null);
        if (before == null) {
            return;
        }
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.waiver", before.server()), control -> {
            Applied applied = change.on(there, before.server());
            return new Changed(applied,
                    before.with(there.waivers().read(before.server()).of(door).orElse(null)));
        }, changed -> {
            found = found.stream().map(one -> one.scope() == door ? changed.door() : one).toList();
            if (changed.applied().status() == Applied.Status.DONE) {
                waiving = null;
            } else {
                say(changed.applied().reason() == null
                        ? Message.of("whitelists.failed")
                        : changed.applied().reason());
            }
        });
    }

    /** What was found, in the order of the doors; empty before. */
    public List<Restriction> found() {
        return found;
    }

    /** Door whose waiver is being written, null when none is. */
    public @Nullable Scope waiving() {
        return waiving;
    }

    /** Person of the client. */
    public StringProperty whoProperty() {
        return who;
    }

    /** What they wrote, or where it is kept. */
    public StringProperty textProperty() {
        return text;
    }
}
