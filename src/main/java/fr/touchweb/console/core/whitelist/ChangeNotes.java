package fr.touchweb.console.core.whitelist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What the journal is told of whitelists: every change and every refusal, with the time to confirm and the choice made, so
 * that habituation can be seen in the figures (design rule A.13).
 */
final class ChangeNotes {
    /** Keys of the second question and of its answer. */
    static final String ASKED = "asked";
    static final String ANSWER = "answer";

    private static final JsonMapper JSON = new JsonMapper();
    /** What became of an entry. */
    static final String OUTCOME = "whitelist-outcome";
    private static final List<String> TOLD = List.of("whitelist-add", "whitelist-approve", "whitelist-confirm",
            OUTCOME);

    private final ChangeJournal journal;

    ChangeNotes(ChangeJournal journal) {
        this.journal = journal;
    }

    void ended(Confirmation confirmation, Choice choice) {
        ObjectNode detail = detail(confirmation.request());
        detail.put("choice", choice.id()).put("openMillis", confirmation.open().toMillis());
        pressed(detail, confirmation);
        try {
            journal.append(String.join(",", confirmation.request().servers()), "whitelist-confirm", detail.toString(),
                    "cancelled");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void confirmed(Confirmed confirmed, Applied applied) throws IOException {
        ObjectNode detail = detail(confirmed.request());
        detail.put("choice", Choice.CONFIRMED.id()).put("reviewMillis", confirmed.review().toMillis())
                .put("secondMillis", confirmed.second().toMillis());
        pressed(detail, confirmed.way());
        if (applied.entry() != null) {
            detail.put("entry", applied.entry());
        }
        journal.append(applied.server(), confirmed.approves() == null ? "whitelist-add" : "whitelist-approve",
                detail.toString(), result(applied));
    }

    void changed(String action, String what, Applied applied) throws IOException {
        journal.append(applied.server(), action, what, result(applied));
    }

    void ban(String action, String server, Ban ban, String result) throws IOException {
        journal.append(server, action, ban.source() + " " + ban.list() + " " + ban.address(), result);
    }

    void outcome(String server, Entry entry, int tier, Sequel sequel) throws IOException {
        ObjectNode detail = JSON.createObjectNode().put("entry", entry.id()).put("scope", entry.scope().id())
                .put("cidr", entry.cidr().toString()).put("tier", tier).put("author", entry.author())
                .put("outcome", sequel.id()).put("hits", entry.hits()).put("seen", entry.seen());
        if (entry.attack() != null) {
            detail.put("bans", entry.attack().bans());
        }
        journal.append(server, OUTCOME, detail.toString(), "done");
    }

    /** What an entry of the journal tells of a confirmation or its outcome; null where it is of something else. */
    static JsonNode detail(ChangeEntry entry) {
        try {
            return TOLD.contains(entry.action()) ? JSON.readTree(entry.detail()) : JSON.nullNode();
        } catch (JsonProcessingException _) {
            // A line that somebody else wrote under that name tells no figures.
            return JSON.nullNode();
        }
    }

    private static void pressed(ObjectNode detail, Confirmation confirmation) {
        confirmation.asked().ifPresent(asked -> detail.put(ASKED, asked.kind()).put(ANSWER, asked.answer()));
        detail.put("dialog", confirmation.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        ArrayNode presses = detail.putArray("pressed");
        confirmation.presses().forEach(press -> presses.addObject()
                .put("button", press.button().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("afterMillis", press.after().toMillis()));
    }

    private static ObjectNode detail(AddRequest request) {
        return JSON.createObjectNode().put("scope", request.scope().id()).put("cidr", request.cidr().toString())
                .put("tier", request.assessment().tier().number()).put("kind", request.kind().id())
                .put("reason", request.reason()).put("requester", request.requester())
                .put("lifeSeconds", request.life().toSeconds());
    }

    private static String result(Applied applied) {
        String status = applied.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return applied.reason() == null
                ? status
                : status + ": " + applied.reason().key() + applied.reason().arguments();
    }
}
