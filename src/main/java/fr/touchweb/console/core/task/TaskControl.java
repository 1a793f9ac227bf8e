package fr.touchweb.console.core.task;

import fr.touchweb.console.core.text.Message;
import java.util.concurrent.CancellationException;

/** What running work says of itself and hears from the person; safe on any thread. */
public interface TaskControl {
    /** For work that nobody watches and nobody cancels. */
    TaskControl UNATTENDED = new TaskControl() {
        @Override
        public void message(Message message) {
            // Nobody reads it.
        }

        @Override
        public void progress(double fraction) {
            // Nobody sees it.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void onCancel(Runnable action) {
            // It never happens.
        }
    };

    /** What is being done now. */
    void message(Message message);

    /** Done part, 0 to 1; anything else means that it is not known. */
    void progress(double fraction);

    boolean isCancelled();

    /**
     * Called once when the person cancels, at once when that has happened already, on the thread that cancels. Work
     * closes here what it waits for: cancelling never interrupts a thread, because a thread interrupted inside a socket
     * write loses the shared connection (reference ssh 2.6).
     */
    void onCancel(Runnable action);

    /** Ends the work when it was cancelled; call it between two steps. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
