package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Usage;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.Whitelists.UseRead;
import fr.touchweb.console.core.whitelist.register.Attack;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Known;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Who used the entries of a list: logs take longer than lists, so the lists do not wait for it. JavaFX thread only.
 */
public final class EntryUse {
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<Map<String, Usage>> usage = new ReadOnlyObjectWrapper<>(this, "usage",
            Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Message> noUsage = new ReadOnlyObjectWrapper<>(this, "noUsage");

    EntryUse(TaskRunner tasks, Consumer<Throwable> errors) {
        this.tasks = tasks;
        this.errors = errors;
    }

    /**
     * Reads it anew.
     *
     * @param shown the list, null when it is not known
     * @param there what reads it; not null where there is a list
     * @param still whether that list is looked at when the answer comes
     */
    void read(@Nullable ListView shown, @Nullable Whitelists there, BooleanSupplier still) {
        usage.set(Map.of());
        noUsage.set(null);
        if (shown == null || there == null || shown.active().isEmpty()) {
            return;
        }
        tasks.start(Task.of(Message.of("whitelists.task.usage", shown.server()), control -> there.usage(shown)),
                outcome -> {
                    if (still.getAsBoolean()) {
                        used(outcome);
                    }
                });
    }

    private void used(Outcome<UseRead> outcome) {
        switch (outcome) {
            case Outcome.Success<UseRead>(UseRead read) -> {
                switch (read.use()) {
                    case Known.Value<Map<String, Usage>>(Map<String, Usage> found) -> usage.set(found);
                    case Known.Unknown<Map<String, Usage>>(Message why) -> noUsage.set(why);
                }
                if (read.notKept() != null) {
                    noUsage.set(read.notKept());
                }
            }
            case Outcome.Failure<UseRead>(RemoteException cause) -> noUsage.set(cause.text());
            case Outcome.Failure<UseRead>(Throwable cause) -> errors.accept(cause);
            case Outcome.Cancelled<UseRead> none -> noUsage.set(Message.of("whitelists.cancelled"));
        }
    }

    /** By the ids of the entries; empty while it is not known. */
    public ReadOnlyObjectProperty<Map<String, Usage>> usageProperty() {
        return usage.getReadOnlyProperty();
    }

    /** Bans of addresses of an entry since it lets them in: of now, and of before the logs. */
    @Nullable
    Attack attack(Entry entry) {
        Usage now = usage.get().get(entry.id());
        return now == null ? entry.attack() : Attack.more(entry.attack(), now.attack());
    }

    /** Why it is not known, null when it is or is being read. */
    ReadOnlyObjectProperty<@Nullable Message> noUsageProperty() {
        return noUsage.getReadOnlyProperty();
    }
}
