package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The command journal as a list, newest first. Commands start and end on any thread, by the thousand when a fleet is
 * probed; the list changes once for each run of the delivery, however many came.
 */
final class CommandLog {
    private final CommandJournal journal;
    private final Executor delivery;
    private final Map<Long, CommandEntry> waiting = new TreeMap<>();
    private final ObservableList<CommandEntry> entries = FXCollections.observableArrayList();
    private boolean asked;

    CommandLog(CommandJournal journal, Executor delivery) {
        this.journal = journal;
        this.delivery = delivery;
        journal.onEntry(this::hear);
        List<CommandEntry> before = new ArrayList<>(journal.entries());
        Collections.reverse(before);
        entries.setAll(before);
    }

    /** Delivery thread only. */
    ObservableList<CommandEntry> entries() {
        return entries;
    }

    private void hear(CommandEntry entry) {
        synchronized (waiting) {
            waiting.put(entry.id(), entry);
            if (asked) {
                return;
            }
            asked = true;
        }
        delivery.execute(this::flush);
    }

    private void flush() {
        List<CommandEntry> now;
        synchronized (waiting) {
            now = new ArrayList<>(waiting.values());
            waiting.clear();
            asked = false;
        }
        List<CommandEntry> fresh = new ArrayList<>();
        for (CommandEntry entry : now) {
            int at = indexOf(entry.id());
            if (at >= 0) {
                entries.set(at, entry);
            } else if (entries.isEmpty() || entry.id() > entries.getFirst().id()) {
                fresh.addFirst(entry);
            }
        }
        entries.addAll(0, fresh);
        int kept = journal.entries().size();
        if (entries.size() > kept) {
            entries.remove(kept, entries.size());
        }
    }

    private int indexOf(long id) {
        int at = Collections.binarySearch(entries,
                new CommandEntry(id, "", "", "", java.time.Instant.EPOCH, null, null, 0, 0),
                Comparator.comparingLong(CommandEntry::id).reversed());
        return at;
    }
}
