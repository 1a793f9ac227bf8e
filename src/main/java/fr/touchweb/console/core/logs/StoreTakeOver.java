package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.LogEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Makes rows of a timeline of what earlier runs kept, and keeps its rows for later ones. */
final class StoreTakeOver {
    private final LineStore store;
    private final RowIndex index;
    private final Markers markers;

    StoreTakeOver(LineStore store, RowIndex index, Markers markers) {
        this.store = store;
        this.index = index;
        this.markers = markers;
    }

    /** Rows of one source, none of which is here yet. */
    record Source(int number, SourceLines lines, KeptRows rows) {}

    /** All of them become rows, and get their places together. */
    void take(List<Source> sources) throws IOException {
        synchronized (store) {
            List<OrderRun> runs = new ArrayList<>();
            long begin = store.size();
            for (Source source : sources) {
                source.rows().begin(begin);
                begin += source.rows().summary().count();
                runs.addAll(source.rows().runs());
            }
            FutureTask<Void> indexed = new FutureTask<>(() -> {
                for (Source source : sources) {
                    take(source);
                }
                return null;
            });
            Thread.ofVirtual().name("log-index").start(indexed);
            boolean taken = false;
            try {
                store.order().join(runs, () -> await(indexed));
                taken = true;
            } finally {
                if (!taken) {
                    // Half of them stand in the index, so that what came next would stand in the place of others.
                    store.release();
                    await(indexed);
                }
            }
        }
    }

    private static void await(Future<Void> indexed) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    indexed.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException cause) {
                        throw cause;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void take(Source source) throws IOException {
        KeptRows rows = source.rows();
        KeptSummary kept = rows.summary();
        long begin = rows.begin();
        index.append(kept.rows(), kept.count(), source.number());
        for (KeptSummary.Marker marker : kept.markers()) {
            long time = kept.time(marker.row());
            index.marker(begin + marker.row(), markers.add(marker.event(), time));
        }
        for (long reading : kept.readings()) {
            source.lines().holes().began(begin + reading);
        }
        source.lines().take(rows);
        store.appended(kept.count());
    }

    /** Writes what is kept of the rows that are here; without a writer a source is left out. */
    void leave(@Nullable SummaryWriter[] writers) throws IOException {
        for (long row = store.first(); row < store.size(); row++) {
            long entry = index.entry(row);
            int source = RowIndex.source(entry);
            SummaryWriter writer = writers[source];
            if (writer != null && store.holds(row)) {
                row(writer, row, entry, store.sources().of(source));
            }
        }
    }

    private void row(SummaryWriter writer, long row, long entry, SourceLines lines) throws IOException {
        long place = RowIndex.place(entry);
        int flags = RowIndex.flags(entry);
        if (RowIndex.kind(entry) == Kind.LINE) {
            writer.line(place, flags, lines.kept(row, place, flags), lines.time(row, place));
            return;
        }
        LogEvent marker = markers.event(place);
        if (KeptMarkers.isKept(marker)) {
            writer.marker(KeptMarkers.bytes(marker), flags, markers.time(place));
        }
    }
}
