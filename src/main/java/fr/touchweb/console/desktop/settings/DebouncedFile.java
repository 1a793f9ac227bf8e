package fr.touchweb.console.desktop.settings;

import fr.touchweb.console.core.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One file, written some time after the last of several changes, and at once at the end. Thread-safe. */
public final class DebouncedFile implements AutoCloseable {
    private final Path file;
    private final Duration delay;
    private final ScheduledExecutorService timer;
    private final Consumer<IOException> failed;
    private byte @Nullable [] waiting;
    private @Nullable ScheduledFuture<?> appointment;

    /**
     * @param failed hears of a write that did not succeed, on the timer's thread or that of {@link #close}; the content
     *        is kept for the next try
     */
    public DebouncedFile(Path file, Duration delay, ScheduledExecutorService timer, Consumer<IOException> failed) {
        this.file = file;
        this.delay = delay;
        this.timer = timer;
        this.failed = failed;
    }

    public Path file() {
        return file;
    }

    public synchronized void write(byte[] content) {
        waiting = content;
        if (appointment != null) {
            appointment.cancel(false);
        }
        appointment = timer.schedule(this::flush, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes now what waits. */
    public synchronized void flush() {
        byte[] content = waiting;
        if (content == null) {
            return;
        }
        try {
            AtomicFile.write(file, content);
            waiting = null;
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    @Override
    public synchronized void close() {
        if (appointment != null) {
            appointment.cancel(false);
        }
        flush();
    }
}
