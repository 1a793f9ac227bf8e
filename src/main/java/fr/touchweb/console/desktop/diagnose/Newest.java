package fr.touchweb.console.desktop.diagnose;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands values from a task to the screen, the newest alone when several came before its turn. Safe on any thread.
 *
 * @param <T> an immutable snapshot
 */
final class Newest<T> {
    private final Executor screen;
    private final Consumer<T> show;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();

    Newest(Executor screen, Consumer<T> show) {
        this.screen = screen;
        this.show = show;
    }

    void offer(T value) {
        if (waiting.getAndSet(value) == null) {
            screen.execute(() -> {
                T newest = waiting.getAndSet(null);
                if (newest != null) {
                    show.accept(newest);
                }
            });
        }
    }
}
