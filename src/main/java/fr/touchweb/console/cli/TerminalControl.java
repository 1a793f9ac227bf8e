package fr.touchweb.console.cli;

import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/** The control of work that a verb does on its own thread: cancelled when the process is told to end. */
final class TerminalControl implements TaskControl, AutoCloseable {
    private final List<Runnable> actions = new ArrayList<>();
    private final Thread hook = new Thread(this::cancel, "cancel");
    private boolean cancelled;

    private TerminalControl() {}

    static TerminalControl untilInterrupted() {
        TerminalControl control = new TerminalControl();
        Runtime.getRuntime().addShutdownHook(control.hook);
        return control;
    }

    /** Steps are not told: standard error is for what a person must know. */
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

    private void cancel() {
        List<Runnable> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(actions);
        }
        all.forEach(Runnable::run);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook has run or is about to.
        }
    }
}
