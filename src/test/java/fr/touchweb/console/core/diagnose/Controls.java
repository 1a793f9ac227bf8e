package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** A task's control in the hands of a test. */
public final class Controls implements TaskControl {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    @Override
    public void message(Message message) {}

    @Override
    public void progress(double fraction) {}

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    public void cancel() {
        List<Runnable> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(actions);
        }
        all.forEach(Runnable::run);
    }
}
