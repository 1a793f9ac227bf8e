package fr.touchweb.console.support;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;

/** What work hears that was cancelled before it began. */
public final class CancelledTask implements TaskControl {
    public static final TaskControl CONTROL = new CancelledTask();

    private CancelledTask() {}

    @Override
    public void message(Message message) {
        // Nobody reads it.
    }

    @Override
    public void progress(double fraction) {
        // Nobody looks.
    }

    @Override
    public boolean isCancelled() {
        return true;
    }

    @Override
    public void onCancel(Runnable action) {
        action.run();
    }
}
