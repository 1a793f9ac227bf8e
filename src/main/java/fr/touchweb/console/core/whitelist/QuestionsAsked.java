package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.databind.JsonNode;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.whitelist.confirm.Asked;
import java.time.Instant;
import java.util.List;

/** Which second questions this console asked lately, as its journal tells: another console of the person's own knows them too. */
final class QuestionsAsked {
    private QuestionsAsked() {}

    /**
     * @param entries of the journal, the oldest first
     * @param since entries before it do not count
     * @return the oldest first
     */
    static List<Asked> of(List<ChangeEntry> entries, Instant since) {
        // One change of several servers is several entries.
        return entries.reversed().stream().filter(entry -> !entry.time().isBefore(since)).map(ChangeNotes::detail)
                .filter(detail -> detail.has(ChangeNotes.ASKED) && detail.has(ChangeNotes.ANSWER))
                .map(QuestionsAsked::asked).distinct().toList().reversed();
    }

    private static Asked asked(JsonNode detail) {
        return new Asked(detail.path(ChangeNotes.ASKED).asText(), detail.path(ChangeNotes.ANSWER).asText());
    }
}
