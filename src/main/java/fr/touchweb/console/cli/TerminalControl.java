package fr.touchweb.console.cli;

import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.task.TaskControl;

/**
 * The control of work that a verb does on its own thread: cancelled when the process is told to end. Steps are not told:
 * standard error is for what a person must know.
 */
final class TerminalControl implements AutoCloseable {
    private final OwnControl task = new OwnControl();
    private final Thread hook = new Thread(task::cancel, "cancel");

    private TerminalControl() {}

    static TerminalControl untilInterrupted() {
        TerminalControl control = new TerminalControl();
        Runtime.getRuntime().addShutdownHook(control.hook);
        return control;
    }

    TaskControl task() {
        return task;
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
