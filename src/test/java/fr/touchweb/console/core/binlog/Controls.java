package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** A control that a test cancels. */
final class Controls implements TaskControl {
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    @Override
    public void message(Message message) {}

    @Override
    public void progress(double fraction) {}

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        if (cancelled) {
            action.run();
        } else {
            actions.add(action);
        }
    }

    synchronized void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }
}
