package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.fleet.eol.End;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Servers and facts as JSON. A fact that is not known is absent, and its reason stands under {@code unknown}. */
final class FleetJson {
    private FleetJson() {}

    /** Writes a value that may fail to be written. */
    private interface Value<T> {
        void write(T value) throws IOException;
    }

    static void server(JsonGenerator g, ServerView view, Texts texts) throws IOException {
        g.writeStringField("id", view.id());
        text(g, "client", view.server().client());
        text(g, "role", view.server().role() == null ? null : view.server().role().id());
        g.writeStringField("host", view.server().host());
        if (view.server().port() != null) {
            g.writeNumberField("port", view.server().port());
        }
        text(g, "user", view.server().user());
        state(g, view, texts);
        if (view.system() != null && view.systemSupport() != null) {
            g.writeObjectFieldStart("os");
            g.writeStringField("id", view.system().id());
            g.writeStringField("version", view.system().version());
            support(g, view.systemSupport(), texts);
            g.writeEndObject();
        }
        software(g, view, texts);
        if (view.diskPercent() >= 0) {
            g.writeNumberField("diskPercent", view.diskPercent());
        }
        if (!Double.isNaN(view.load())) {
            g.writeNumberField("load", view.load());
        }
        if (view.penalty() != null) {
            g.writeNumberField("penalty", view.penalty().multiplier());
        }
    }

    static void probe(JsonGenerator g, ServerView view, Texts texts) throws IOException {
        g.writeStringField("server", view.id());
        g.writeStringField("host", view.server().host());
        state(g, view, texts);
        sites(g, view, texts);
        Facts facts = view.facts();
        if (facts == null) {
            return;
        }
        Map<String, Message> unknown = new LinkedHashMap<>();
        fact(unknown, "os", facts.system(), system -> {
            g.writeObjectFieldStart("os");
            g.writeStringField("id", system.id());
            g.writeStringField("version", system.version());
            if (view.systemSupport() != null) {
                support(g, view.systemSupport(), texts);
            }
            g.writeEndObject();
        });
        fact(unknown, "kernel", facts.kernel(), kernel -> g.writeStringField("kernel", kernel));
        fact(unknown, "uptimeSeconds", facts.uptime(),
                uptime -> g.writeNumberField("uptimeSeconds", uptime.toSeconds()));
        fact(unknown, "load", facts.load(), load -> {
            g.writeArrayFieldStart("load");
            g.writeNumber(load.one());
            g.writeNumber(load.five());
            g.writeNumber(load.fifteen());
            g.writeEndArray();
        });
        fact(unknown, "processors", facts.processors(), count -> g.writeNumberField("processors", count));
        fact(unknown, "memory", facts.memory(), memory -> {
            g.writeObjectFieldStart("memory");
            g.writeNumberField("total", memory.total());
            g.writeNumberField("available", memory.available());
            g.writeNumberField("swapTotal", memory.swapTotal());
            g.writeNumberField("swapFree", memory.swapFree());
            g.writeEndObject();
        });
        fact(unknown, "mounts", facts.mounts(), mounts -> mounts(g, mounts));
        fact(unknown, "raid", facts.raid(), raid -> raid(g, raid));
        fact(unknown, "virtualisation", facts.virtualisation(), kind -> g.writeStringField("virtualisation", kind));
        software(g, view, texts);
        for (Product product : Product.values()) {
            if (facts.of(product) instanceof Fact.Unknown<?>(Message reason)) {
                unknown.put(product.id(), reason);
            }
        }
        fact(unknown, "pageSpeed", facts.pageSpeed(), on -> g.writeBooleanField("pageSpeed", on));
        fact(unknown, "zone", facts.zone(), zone -> g.writeStringField("zone", zone));
        fact(unknown, "clockOffsetSeconds", facts.clockOffset(),
                (Duration offset) -> g.writeNumberField("clockOffsetSeconds", offset.toMillis() / 1000.0));
        fact(unknown, "updates", facts.updates(), updates -> {
            g.writeObjectFieldStart("updates");
            g.writeNumberField("all", updates.all());
            g.writeNumberField("security", updates.security());
            g.writeEndObject();
        });
        fact(unknown, "rebootRequired", facts.rebootRequired(), yes -> g.writeBooleanField("rebootRequired", yes));
        if (facts.jail() != null) {
            g.writeBooleanField("jail", facts.jail());
        }
        g.writeObjectFieldStart("unknown");
        for (Map.Entry<String, Message> entry : unknown.entrySet()) {
            g.writeStringField(entry.getKey(), texts.get(entry.getValue()));
        }
        g.writeEndObject();
    }

    private static <T> void fact(Map<String, Message> unknown, String name, Fact<T> fact, Value<T> value)
            throws IOException {
        switch (fact) {
            case Fact.Known<T> known -> value.write(known.value());
            case Fact.Unknown<T>(Message reason) -> unknown.put(name, reason);
        }
    }

    private static void state(JsonGenerator g, ServerView view, Texts texts) throws IOException {
        g.writeStringField("state", view.health().state().id());
        g.writeStringField("reason", texts.get(view.health().reason()));
        if (view.facts() != null) {
            g.writeStringField("time", JsonLines.time(view.facts().at()));
        }
    }

    private static void software(JsonGenerator g, ServerView view, Texts texts) throws IOException {
        g.writeArrayFieldStart("software");
        for (ServerView.Installed each : view.software()) {
            g.writeStartObject();
            g.writeStringField("product", each.software().product().id());
            g.writeStringField("version", each.software().version());
            text(g, "package", each.software().packageVersion());
            g.writeStringField("origin", each.software().origin().name().toLowerCase(Locale.ROOT));
            if (each.software().running() != null) {
                g.writeBooleanField("running", each.software().running());
            }
            support(g, each.support(), texts);
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    private static void mounts(JsonGenerator g, List<Facts.Mount> mounts) throws IOException {
        g.writeArrayFieldStart("mounts");
        for (Facts.Mount mount : mounts) {
            g.writeStartObject();
            g.writeStringField("point", mount.point());
            g.writeStringField("device", mount.device());
            text(g, "type", mount.type());
            g.writeNumberField("size", mount.size());
            g.writeNumberField("used", mount.used());
            g.writeNumberField("available", mount.available());
            g.writeNumberField("usedPercent", mount.usedPercent());
            if (mount.inodesPercent() != null) {
                g.writeNumberField("inodesPercent", mount.inodesPercent());
            }
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    private static void raid(JsonGenerator g, Facts.Raid raid) throws IOException {
        g.writeObjectFieldStart("raid");
        g.writeArrayFieldStart("arrays");
        for (Facts.RaidArray array : raid.arrays()) {
            g.writeStartObject();
            g.writeStringField("name", array.name());
            g.writeStringField("level", array.level());
            g.writeStringField("members", array.members());
            g.writeBooleanField("degraded", array.degraded());
            g.writeEndObject();
        }
        g.writeEndArray();
        g.writeArrayFieldStart("controllers");
        for (String controller : raid.controllers()) {
            g.writeString(controller);
        }
        g.writeEndArray();
        g.writeEndObject();
    }

    private static void sites(JsonGenerator g, ServerView view, Texts texts) throws IOException {
        g.writeArrayFieldStart("sites");
        for (SiteReading reading : view.contact().sites()) {
            g.writeStartObject();
            g.writeStringField("site", reading.site());
            g.writeStringField("time", reading.at().toString());
            switch (reading) {
                case SiteReading.Answered answer -> {
                    g.writeNumberField("status", answer.status());
                    g.writeNumberField("ttfbMillis", answer.firstByte().toMillis());
                    text(g, "certificateEnd",
                            answer.certificateEnds() == null ? null : answer.certificateEnds().toString());
                    text(g, "certificateProblem",
                            answer.certificateProblem() == null ? null : texts.get(answer.certificateProblem()));
                }
                case SiteReading.Unmeasured none -> g.writeStringField("unknown", texts.get(none.reason()));
                case SiteReading.NotAllowed none -> g.writeStringField("unknown", texts.get(none.reason()));
            }
            g.writeEndObject();
        }
        g.writeEndArray();
    }

    private static void support(JsonGenerator g, Support support, Texts texts) throws IOException {
        text(g, "securityEnd", date(support.security()));
        text(g, "extendedEnd", date(support.extended()));
        text(g, "houseEnd", date(support.house()));
        g.writeStringField("support", support.tone().name().toLowerCase(Locale.ROOT));
        if (support.reason() != null) {
            g.writeStringField("supportUnknown", texts.get(support.reason()));
        }
    }

    private static @Nullable String date(@Nullable End end) {
        return end instanceof End.On(LocalDate date) ? date.toString() : null;
    }

    private static void text(JsonGenerator g, String name, @Nullable String value) throws IOException {
        if (value != null) {
            g.writeStringField(name, value);
        }
    }
}
