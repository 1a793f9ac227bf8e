package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes newer lists of ranges and databases of networks from files, for every assessment from then on. */
public final class TakeModel extends PaneModel {
    private @Nullable Message taken;

    public TakeModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
    }

    public void take(String kind, Path file) {
        Lists.Taker taker = list.taker();
        taken = null;
        if (taker != null) {
            start(Message.of("whitelists.task.take", file.getFileName().toString()),
                    control -> taker.take(kind, file), now -> taken = now);
        }
    }

    /** What was taken last, or why it was not; null before. */
    public @Nullable Message told() {
        return taken == null ? said() : taken;
    }
}
