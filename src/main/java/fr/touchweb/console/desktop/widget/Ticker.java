package fr.touchweb.console.desktop.widget;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again while it runs. An animation would ask for sixty frames a second in between: a window in
 * which nothing happens costs nothing with this. JavaFX thread only, which also does the work.
 */
public final class Ticker {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());

    private final Duration every;
    private final Duration rest;
    private final BooleanSupplier due;
    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Object lock = new Object();
    private @Nullable ScheduledFuture<?> next;
    private boolean runs;
    private boolean rests;

    public Ticker(Duration every, Runnable work) {
        this(every, every, () -> true, work);
    }

    /**
     * @param rest span after a turn without work, instead of {@code every}, unless {@link #wake} ends it
     * @param due whether there is work; asked on a thread of its own, so that a screen without work is left alone
     */
    public Ticker(Duration every, Duration rest, BooleanSupplier due, Runnable work) {
        this.every = every;
        this.rest = rest;
        this.due = due;
        this.work = work;
    }

    /** The work is done after the first span, and then after each. */
    public void start() {
        synchronized (lock) {
            if (!runs) {
                runs = true;
                after(every);
            }
        }
    }

    public void stop() {
        synchronized (lock) {
            runs = false;
            cancel();
        }
    }

    /** There may be work: a rest ends after {@code every} at the latest. On any thread; costs next to nothing. */
    public void wake() {
        synchronized (lock) {
            if (runs && rests) {
                cancel();
                after(every);
            }
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    private void after(Duration span) {
        rests = span.compareTo(every) > 0;
        next = CLOCK.schedule(this::ask, span.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Turns that a busy screen was too late for become one. */
    private void ask() {
        boolean wanted = due.getAsBoolean();
        if (wanted && asked.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                asked.set(false);
                if (isRunning()) {
                    work.run();
                }
            });
        }
        synchronized (lock) {
            if (runs) {
                after(wanted ? every : rest);
            }
        }
    }

    private boolean isRunning() {
        synchronized (lock) {
            return runs;
        }
    }
}
