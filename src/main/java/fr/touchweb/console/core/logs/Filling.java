package fr.touchweb.console.core.logs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The rhythm in which a timeline is filled: as long as there is something, and else when something is told. Safe on any thread. */
final class Filling {
    private static final Duration TICK = Duration.ofMillis(50);
    /** The same while no line waits; alerts on silence are looked at meanwhile. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Object news = new Object();
    private boolean told;
    private volatile boolean ended;

    /** Lets somebody hear whenever something may have come; called on the thread that fills, must not block. */
    void onTurn(Runnable listener) {
        listeners.add(listener);
    }

    /** The listener hears no more. */
    void offTurn(Runnable listener) {
        listeners.remove(listener);
    }

    /**
     * Takes turns until {@link #end}.
     *
     * @param turn says whether there is more to do at once
     * @param holding says whether a line waits for its moment
     */
    void run(BooleanSupplier turn, BooleanSupplier holding) throws InterruptedException {
        boolean any = true;
        while (!ended) {
            boolean more = turn.getAsBoolean();
            if (more || any) {
                listeners.forEach(Runnable::run);
            }
            if (!more) {
                boolean waits = holding.getAsBoolean();
                any = await(waits ? TICK : REST) || waits;
            }
        }
    }

    /** Whether anything was told meanwhile. */
    private boolean await(Duration most) throws InterruptedException {
        synchronized (news) {
            if (!told) {
                news.wait(most.toMillis());
            }
            boolean any = told;
            told = false;
            return any;
        }
    }

    /** Something came, or other lines are wanted. */
    void tell() {
        synchronized (news) {
            told = true;
            news.notifyAll();
        }
    }

    /** No turn is begun any more. */
    void end() {
        ended = true;
        tell();
    }
}
