package fr.touchweb.console.core.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every remote command of this run of the console, the newest last; the oldest are dropped past a limit. Thread-safe. */
public final class CommandJournal {
    private static final int LIMIT = 10_000;

    private final Clock clock;
    private final Deque<CommandEntry> entries = new ArrayDeque<>();
    private final List<Consumer<CommandEntry>> listeners = new CopyOnWriteArrayList<>();
    private long lastId;
    private long dropped;

    public CommandJournal(Clock clock) {
        this.clock = clock;
    }

    /** Notes the start of a command; hand the entry to {@link #finished} at its end. */
    public CommandEntry started(String server, String account, String line) {
        CommandEntry entry;
        synchronized (entries) {
            entry = new CommandEntry(++lastId, server, account, line, clock.instant(), null, null, 0, 0);
            entries.addLast(entry);
            if (entries.size() > LIMIT) {
                entries.removeFirst();
                dropped++;
            }
        }
        tell(entry);
        return entry;
    }

    public void finished(CommandEntry start, String result, long bytesOut, long bytesError) {
        Instant now = clock.instant();
        CommandEntry end = new CommandEntry(start.id(), start.server(), start.account(), start.line(), start.started(),
                Duration.between(start.started(), now), result, bytesOut, bytesError);
        synchronized (entries) {
            List<CommandEntry> later = new ArrayList<>();
            while (!entries.isEmpty() && entries.peekLast().id() > start.id()) {
                later.add(entries.removeLast());
            }
            if (!entries.isEmpty() && entries.peekLast().id() == start.id()) {
                entries.removeLast();
                entries.addLast(end);
            }
            for (int i = later.size() - 1; i >= 0; i--) {
                entries.addLast(later.get(i));
            }
        }
        tell(end);
    }

    /** All entries that are kept, oldest first. */
    public List<CommandEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** Entries dropped because of the limit. */
    public long dropped() {
        synchronized (entries) {
            return dropped;
        }
    }

    /** Called on the thread of the command, at its start and at its end; must return at once. */
    public void onEntry(Consumer<CommandEntry> listener) {
        listeners.add(listener);
    }

    private void tell(CommandEntry entry) {
        for (Consumer<CommandEntry> listener : listeners) {
            listener.accept(entry);
        }
    }
}
