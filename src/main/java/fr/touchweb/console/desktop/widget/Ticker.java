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
    private final BooleanSupplier due;
    private final Runnable work;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> running;

    public Ticker(Duration every, Runnable work) {
        this(every, () -> true, work);
    }

    /** @param due whether there is work; asked on a thread of its own, so that a screen without work is left alone */
    public Ticker(Duration every, BooleanSupplier due, Runnable work) {
        this.every = every;
        this.due = due;
        this.work = work;
    }

    /** The work is done after the first span, and then after each. */
    public void start() {
        if (running == null) {
            running = CLOCK.scheduleWithFixedDelay(this::ask, every.toMillis(), every.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    public void stop() {
        ScheduledFuture<?> now = running;
        if (now != null) {
            now.cancel(false);
            running = null;
        }
    }

    /** Turns that a busy screen was too late for become one. */
    private void ask() {
        if (due.getAsBoolean() && asked.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                asked.set(false);
                if (running != null) {
                    work.run();
                }
            });
        }
    }
}
