package fr.touchweb.console.core.task;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;

/** A task that was started; safe on any thread. */
public interface RunningTask {
    long id();

    Message title();

    boolean shown();

    Instant started();

    /** What it last said, else its title. */
    Message message();

    /** Done part, 0 to 1, or negative when it is not known. */
    double progress();

    boolean isDone();

    /** Asks it to end; does nothing when it has ended. */
    void cancel();
}
