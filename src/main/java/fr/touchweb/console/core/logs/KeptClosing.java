package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Stop;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Leaves sources to later runs, with their rows where those are sure. What fails for one leaves the others as they are. */
final class KeptClosing {
    private final LineStore store;
    private final ToIntFunction<SourceKey> numbers;
    private final Bookmarks marks;
    private @Nullable IOException failure;

    KeptClosing(LineStore store, ToIntFunction<SourceKey> numbers, Bookmarks marks) {
        this.store = store;
        this.numbers = numbers;
        this.marks = marks;
    }

    /**
     * Gives up all of them.
     *
     * @param whole whether all that was read of them is here
     * @param zones of their machines
     */
    void close(List<KeptSource> sources, boolean whole, Function<SourceKey, @Nullable String> zones)
            throws IOException {
        @Nullable
        SummaryWriter[] writers = new SummaryWriter[StoredSources.MOST];
        for (KeptSource own : whole ? sources : List.<KeptSource>of()) {
            SourceLines lines = store.sources().of(numbers.applyAsInt(own.source()));
            if (!own.isForgotten() && asItWas(own, lines) == null && lines.spool().bytes() > 0) {
                tried(() -> {
                    writers[numbers.applyAsInt(own.source())] = new SummaryWriter(own, lines.spool().fileBytes());
                });
            }
        }
        boolean written = tried(() -> store.runs().leave(writers));
        for (KeptSource own : sources) {
            SummaryWriter writer = writers[numbers.applyAsInt(own.source())];
            SourceLines lines = store.sources().of(numbers.applyAsInt(own.source()));
            tried(() -> {
                try (own) {
                    KeptSource.About about = own.about();
                    Long rows = !whole
                            ? null
                            : writer == null ? asItWas(own, lines) : rows(own, lines, writer, written);
                    own.keep(about == null ? "" : about.format(), false, zones.apply(own.source()), rows);
                }
            });
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What may fail. */
    private interface Step {
        void run() throws IOException;
    }

    private boolean tried(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
            return false;
        }
    }

    /** Checksum of the rows that were taken over, where nothing came and nothing went; null where it did. */
    private @Nullable Long asItWas(KeptSource own, SourceLines lines) {
        KeptRows taken = lines.taken();
        Stop stop = marks.stop(own.source());
        return taken != null && stop != null && !lines.isChanged()
                && taken.summary().stop() == KeptSummary.markOf(stop) ? taken.summary().sum() : null;
    }

    /** Puts the rows in their place if following stopped right behind the last line; null if it did not. */
    private @Nullable Long rows(KeptSource own, SourceLines lines, SummaryWriter writer, boolean written)
            throws IOException {
        try (writer) {
            Stop stop = marks.stop(own.source());
            if (!written || stop == null || !endsAt(lines.spool(), writer.lastPlace(), stop)) {
                return null;
            }
            writer.holes(lines.keptHoles());
            return writer.finish(lines.spool(), KeptSummary.markOf(stop), lines.spool().end());
        }
    }

    private static boolean endsAt(Spool spool, long place, Stop stop) {
        if (place < 0) {
            return false;
        }
        int length = spool.getInt(place + LineRecords.LENGTH);
        long offset = LineRecords.offset(spool.getLong(place + LineRecords.OFFSET));
        return (stop.numbered() ? offset : offset + length + 1) == stop.offset()
                && KeptWalk.endsAt(spool, place, length, stop);
    }
}
