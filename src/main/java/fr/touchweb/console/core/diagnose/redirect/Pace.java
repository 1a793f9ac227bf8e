package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests to one site through at the policy's rate, whoever makes them. Requests that follow a chain may come in a
 * short burst, as a browser's do; the time that they saved is waited for before the next one that is not hasty, so that
 * the average of a run stays at the rate. Thread-safe.
 */
public final class Pace {
    private final Map<String, Long> due = new HashMap<>();

    /**
     * Waits for the turn of a request.
     *
     * @param site host name
     * @param hasty whether it follows a chain
     * @throws java.util.concurrent.CancellationException when the person cancelled
     */
    public void await(String site, RequestPolicy policy, boolean hasty, TaskControl control)
            throws InterruptedException {
        long pause = policy.pause().toNanos();
        long wait;
        synchronized (due) {
            long now = System.nanoTime();
            long free = Math.max(due.getOrDefault(site, now), now);
            long early = hasty ? (policy.burst() - 1) * pause : 0;
            wait = Math.max(0, free - early - now);
            due.put(site, free + pause);
            due.values().removeIf(other -> other < now - pause);
        }
        if (wait > 0) {
            CountDownLatch cancelled = new CountDownLatch(1);
            control.onCancel(cancelled::countDown);
            cancelled.await(wait, TimeUnit.NANOSECONDS);
        }
        if (!hasty) {
            synchronized (due) {
                // Whoever wakes late goes late; the next one keeps its distance from that.
                due.merge(site, System.nanoTime() + pause, Math::max);
            }
        }
        control.checkCancelled();
    }
}
