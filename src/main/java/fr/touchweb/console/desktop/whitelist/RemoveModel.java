package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Fact;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries out. It asks nothing, but where ourselves, a bastion or somebody who is known come by the entry alone, that
 * is told first and the entry goes with a second press.
 */
public final class RemoveModel extends PaneModel {
    private @Nullable Entry entry;
    private List<Fact> warnings = List.of();

    RemoveModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        list.placeProperty().addListener((p, before, now) -> keep());
        list.doorProperty().addListener((p, before, now) -> keep());
    }

    /** What looking brought. @param applied null where there is something to tell first */
    private record Looked(List<Fact> warnings, @Nullable Applied applied) {}

    /** Takes an entry out unless something speaks against it. */
    public void remove(Entry one) {
        Lists.Place place = list.placeProperty().get();
        if (place == null) {
            return;
        }
        keep();
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.remove", one.cidr().toString()), control -> {
            List<Fact> against = there.removal(place.id(), one.id());
            return new Looked(against, against.isEmpty()
                    ? there.changes().settled(there.changes().remove(place.id(), one.id()))
                    : null);
        }, looked -> {
            if (looked.applied() != null) {
                list.tell(List.of(looked.applied()));
            } else {
                entry = one;
                warnings = looked.warnings();
            }
        });
    }

    /** Takes the entry out whose warnings were told. */
    public void anyway() {
        Entry told = entry;
        if (told != null) {
            keep();
            list.remove(told);
        }
    }

    /** The password that was given with an access which is over was changed (L41). */
    public void rotated(Entry over) {
        Lists.Place place = list.placeProperty().get();
        if (place != null) {
            Whitelists there = list.whitelists();
            start(Message.of("whitelists.task.rotated", over.cidr().toString()),
                    control -> there.changes().rotated(place.id(), over.id()), applied -> list.tell(List.of(applied)));
        }
    }

    /** Leaves it. */
    public void keep() {
        entry = null;
        warnings = List.of();
        forget();
    }

    /** The entry that stays until it is said once more, null where there is none. */
    public @Nullable Entry entry() {
        return entry;
    }

    public List<Fact> warnings() {
        return warnings;
    }
}
