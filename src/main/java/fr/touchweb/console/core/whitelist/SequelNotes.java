package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes in the journal of this console what became of what was confirmed at it, once that is known: a confirmation is judged by
 * how it went on (design rule A.13). Thread-safe.
 */
final class SequelNotes {
    private final ChangeJournal journal;
    private final Duration undo;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    /** @param undo how long the way back from a change is offered */
    SequelNotes(ChangeJournal journal, Duration undo) {
        this.journal = journal;
        this.undo = undo;
    }

    /** Notes each entry that is over and was not noted yet. */
    void note(ListView view) throws IOException {
        List<Entry> over = view.entries().stream().filter(entry -> Sequel.of(entry, view.read(), undo).over())
                .filter(entry -> !noted.contains(view.server() + ' ' + entry.id())).toList();
        if (over.isEmpty()) {
            return;
        }
        Map<String, JsonNode> confirmed = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (ChangeEntry line : journal.newest(new JournalWords("whitelist-"), Whitelists.MOST_REVIEWED)) {
            JsonNode detail = ChangeNotes.detail(line);
            String key = line.target() + ' ' + detail.path("entry").asText();
            if (line.action().equals(ChangeNotes.OUTCOME)) {
                told.add(key);
            } else if (detail.has("entry")) {
                confirmed.put(key, detail);
            }
        }
        for (Entry entry : over) {
            String key = view.server() + ' ' + entry.id();
            JsonNode how = confirmed.get(key);
            if (how != null && !told.contains(key)) {
                new ChangeNotes(journal).outcome(view.server(), entry, how.path("tier").asInt(),
                        Sequel.of(entry, view.read(), undo));
            }
            noted.add(key);
        }
    }
}
