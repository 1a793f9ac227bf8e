package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;

/** A ban on the command line, for programs and for people. */
final class BanJson {
    private BanJson() {}

    /** Writes the fields of a ban into an object that is open. */
    static void write(JsonGenerator json, Ban ban, Texts texts) throws IOException {
        json.writeStringField("source", ban.source());
        json.writeStringField("list", ban.list());
        json.writeStringField("address", ban.address().toString());
        json.writeStringField("since", ban.since() == null ? null : JsonLines.time(ban.since()));
        json.writeBooleanField("sinceAtLeast", ban.atLeast());
        json.writeStringField("until", ban.until() == null ? null : JsonLines.time(ban.until()));
        json.writeStringField("reason", ban.reason());
        json.writeBooleanField("liftable", ban.liftable());
        switch (ban.way()) {
            case Way.Commanded(String line) -> json.writeStringField("command", line);
            case Way.ByHand(Message how) -> json.writeStringField("byHand", texts.get(how));
            case null -> {
                // it was not asked how
            }
        }
        json.writeArrayFieldStart("causes");
        for (String cause : ban.causes()) {
            json.writeString(cause);
        }
        json.writeEndArray();
    }

    static String line(Ban ban) {
        return ban.source() + " " + ban.list() + " " + ban.address()
                + (ban.since() == null ? "" : "  " + (ban.atLeast() ? "≤ " : "") + JsonLines.time(ban.since()))
                + (ban.until() == null ? "" : " → " + JsonLines.time(ban.until()))
                + (ban.reason() == null ? "" : "  " + ban.reason());
    }
}
