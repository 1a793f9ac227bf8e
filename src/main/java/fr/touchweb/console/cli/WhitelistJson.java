package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Sequel;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Objects of the whitelist verbs. */
final class WhitelistJson {
    private WhitelistJson() {}

    static void assessment(JsonGenerator json, Assessment assessment, Texts texts) throws IOException {
        Cidr cidr = assessment.cidr();
        json.writeStringField("input", assessment.input());
        if (cidr == null) {
            json.writeNullField("canonical");
            json.writeNullField("addresses");
        } else {
            json.writeStringField("canonical", cidr.toString());
            json.writeNumberField("addresses", cidr.addresses());
        }
        json.writeNumberField("tier", assessment.tier().number());
        json.writeBooleanField("refused", assessment.refused());
        json.writeArrayFieldStart("facts");
        for (Fact fact : assessment.facts()) {
            json.writeStartObject();
            json.writeStringField("code", fact.code());
            json.writeStringField("text", texts.get(fact.text()));
            json.writeNumberField("tier", fact.tier().number());
            if (!fact.known()) {
                json.writeStringField("about", fact.about());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("readings");
        for (Cidr reading : assessment.readings()) {
            json.writeString(reading.toString());
        }
        json.writeEndArray();
    }

    /** @param undo how long the way back from a change is offered */
    static void entry(JsonGenerator json, String server, Entry entry, Instant now, Duration undo) throws IOException {
        json.writeStringField("server", server);
        json.writeStringField("id", entry.id());
        json.writeStringField("scope", entry.scope().id());
        json.writeStringField("site", entry.site());
        json.writeStringField("cidr", entry.cidr().toString());
        json.writeNumberField("addresses", entry.cidr().addresses());
        json.writeStringField("kind", entry.kind().id());
        json.writeStringField("reason", entry.reason());
        json.writeStringField("requester", entry.requester());
        json.writeStringField("author", entry.author());
        if (entry.approver() != null) {
            json.writeStringField("approver", entry.approver());
        }
        json.writeStringField("created", JsonLines.time(entry.created()));
        json.writeStringField("expires", JsonLines.time(entry.expires()));
        json.writeStringField("state", entry.state(now).id());
        json.writeNumberField("hits", entry.hits());
        json.writeNumberField("seen", entry.seen());
        if (entry.lastHit() != null) {
            json.writeStringField("lastHit", JsonLines.time(entry.lastHit()));
        }
        json.writeStringField("outcome", Sequel.of(entry, now, undo).id());
        json.writeNumberField("bans", entry.attack() == null ? 0 : entry.attack().bans());
        if (entry.attack() != null) {
            json.writeStringField("lastBan", JsonLines.time(entry.attack().last()));
        }
        if (entry.cut() != null) {
            json.writeStringField("confirmedUntil", JsonLines.time(entry.cut().was()));
        }
        if (entry.ended() != null) {
            json.writeStringField("ended", JsonLines.time(entry.ended().at()));
            json.writeStringField("endedBy", entry.ended().by());
        }
    }

    static void applied(JsonGenerator json, Applied applied, Texts texts) throws IOException {
        json.writeStringField("server", applied.server());
        json.writeStringField("status", status(applied));
        if (applied.entry() != null) {
            json.writeStringField("entry", applied.entry());
        }
        if (applied.reason() != null) {
            json.writeStringField("reason", texts.get(applied.reason()));
        }
        json.writeArrayFieldStart("difference");
        for (Message line : applied.difference()) {
            json.writeString(texts.get(line));
        }
        json.writeEndArray();
    }

    static String status(Applied applied) {
        return applied.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
