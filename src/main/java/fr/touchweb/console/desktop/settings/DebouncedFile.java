package fr.touchweb.console.desktop.settings;

import fr.touchweb.console.core.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One file, written some time after the last of several changes, and at once at the end. Thread-safe. */
public final class DebouncedFile implements AutoCloseable {
    private final Path file;
    private final Duration delay;
    private final Timer timer;
    private final Consumer<IOException> failed;
    private byte @Nullable [] waiting;
    private Runnable callOff = () -> {};

    /**
     * @param failed hears of a write that did not succeed, on the timer's thread or that of {@link #close}; the content
     *        is kept for the next try
     */
    public DebouncedFile(Path file, Duration delay, Timer timer, Consumer<IOException> failed) {
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
        callOff.run();
        callOff = timer.after(delay, this::flush);
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
        callOff.run();
        flush();
    }
}
