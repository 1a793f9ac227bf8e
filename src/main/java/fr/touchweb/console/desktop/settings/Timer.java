package fr.touchweb.console.desktop.settings;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later, unless it is called off. */
@FunctionalInterface
public interface Timer {
    /**
     * Makes an appointment.
     *
     * @return calls it off when it has not begun
     */
    Runnable after(Duration delay, Runnable work);

    /** On a thread of the executor. */
    static Timer of(ScheduledExecutorService executor) {
        return (delay, work) -> {
            ScheduledFuture<?> appointment = executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> appointment.cancel(false);
        };
    }
}
