package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was let go of the sources of a timeline, and what of it is added again. Safe on any thread. */
public final class StoreHoles {
    private final LineStore store;
    private final StoreRoom room;

    StoreHoles(LineStore store, StoreRoom room) {
        this.store = store;
        this.room = room;
    }

    /** Where lines of a source were let go. */
    public List<Hole> of(int source) {
        SourceLines lines = store.sources().get(source);
        return lines == null ? List.of() : lines.holes().all();
    }

    /** What a gap stands for, null when it is none of lines that were let go. */
    public @Nullable Hole at(StoredLine row) {
        SourceLines lines = store.sources().get(row.source());
        return lines == null || row.kind() != Kind.GAP ? null : lines.holes().of(row.number());
    }

    /** Moment, in microseconds, from which on at most so many bytes are missing up to the end of a hole. */
    public long since(int source, Hole hole, long most) {
        synchronized (store) {
            return store.sources().of(source).since(hole.from(), hole.to(), most);
        }
    }

    /** Number of the first line of a source after a hole, -1 when there is none. */
    long after(int source, Hole hole) {
        synchronized (store) {
            return room.firstLine(source, hole.to());
        }
    }

    /** Takes over that an earlier run let lines of a source go. */
    void told(int source, List<Hole> holes) throws IOException {
        synchronized (store) {
            room.told(source, holes);
        }
    }

    /** Leaves a hole as it is, whatever is let go beside it, until it is filled or nothing comes. */
    void pin(int source, Hole hole) {
        synchronized (store) {
            store.sources().of(source).holes().pin(hole, store.size());
        }
    }

    /** Nothing came for the hole that was left as it is. */
    void release(int source) {
        synchronized (store) {
            store.sources().of(source).holes().release();
        }
    }

    /**
     * Takes over that lines which had been let go were added again, after {@link #pin}.
     *
     * @param first time of the first one
     * @param last time of the last one
     * @param bytes of them
     * @param missing bytes between them and the end of the hole; -1 when nobody knows
     */
    void refilled(int source, long first, long last, long bytes, long missing) throws IOException {
        synchronized (store) {
            if (store.isReleased()) {
                return;
            }
            room.refilled(source, first, last, bytes, missing);
        }
    }
}
