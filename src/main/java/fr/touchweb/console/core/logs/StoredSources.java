package fr.touchweb.console.core.logs;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The sources of a timeline by their numbers. One thread adds at a time, any thread reads. */
final class StoredSources {
    /** Sources that one timeline can have. */
    static final int MOST = 1 << 10;

    private final AtomicReferenceArray<@Nullable SourceLines> sources = new AtomicReferenceArray<>(MOST);
    private volatile int known;

    /** What is done with a source. */
    interface Each<E extends Exception> {
        void source(int number, SourceLines lines) throws E;
    }

    void put(int source, SourceLines lines) {
        sources.set(source, lines);
        known = Math.max(known, source + 1);
    }

    /** Null for one of which nothing came, and for a number below none. */
    @Nullable
    SourceLines get(int source) {
        return source < 0 ? null : sources.get(source);
    }

    /** The lines of a source that is known. */
    SourceLines of(int source) {
        return Objects.requireNonNull(sources.get(source));
    }

    <E extends Exception> void each(Each<E> action) throws E {
        for (int i = 0; i < known; i++) {
            SourceLines lines = sources.get(i);
            if (lines != null) {
                action.source(i, lines);
            }
        }
    }

    /** Bytes on disk. */
    long bytes() {
        long[] bytes = {0};
        each((source, lines) -> bytes[0] += lines.bytes() + lines.summary());
        return bytes[0];
    }
}
