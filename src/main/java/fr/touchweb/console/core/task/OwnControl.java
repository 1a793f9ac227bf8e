package fr.touchweb.console.core.task;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The control of work that somebody does on their own thread, without a runner; whoever holds it may cancel. What the work
 * tells of itself is heard by nobody. Thread-safe.
 */
public final class OwnControl implements TaskControl {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    @Override
    public void message(Message message) {}

    @Override
    public void progress(double fraction) {}

    @Override
    public boolean isCancelled() {
        synchronized (actions) {
            return cancelled;
        }
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Asks the work to end; once. */
    public void cancel() {
        List<Runnable> all;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            all = List.copyOf(actions);
        }
        all.forEach(Runnable::run);
    }
}
