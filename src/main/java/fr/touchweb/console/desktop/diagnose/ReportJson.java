package fr.touchweb.console.desktop.diagnose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheStep;
import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.Sample;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import java.util.Locale;

/** A report for programs, with the names of the command line and the raw headers; reasons in English, no secrets. */
final class ReportJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReportJson() {}

    static String of(RedirectReport report) {
        Texts texts = new Texts(Language.ENGLISH);
        ObjectNode root = MAPPER.createObjectNode();
        root.put("url", report.request().address().toString());
        root.put("from", texts.get(report.from()));
        root.put("started", report.started().toString());
        root.put("elapsedMillis", report.elapsed().toMillis());
        ArrayNode hops = root.putArray("hops");
        report.hops().forEach(one -> hop(hops.addObject(), one, texts));
        root.put("loop", report.chain().loop() != null);
        return text(root);
    }

    private static void hop(ObjectNode node, HopDiagnosis one, Texts texts) {
        node.put("url", one.hop().address().toString());
        node.put("status", one.hop().status());
        node.put("location", one.hop().target() == null ? null : one.hop().target().toString());
        put(node, "ttfbMillis", Phases.millis(one.hop().probe().phases().timeToFirstByte()));
        Timing timing = one.timing();
        ObjectNode server = node.putObject("serverMillis");
        put(server, "median", timing.median());
        put(server, "low", timing.low());
        put(server, "high", timing.high());
        server.put("probes", timing.probes());
        node.put("verdict", one.judgement().verdict().id());
        node.put("origin", one.judgement().origin() == null ? null : one.judgement().origin().id());
        node.put("confidence", one.judgement().confidence().id());
        ArrayNode reasons = node.putArray("reasons");
        one.judgement().evidence().forEach(evidence -> reasons.add(texts.get(evidence.reason())));
        ArrayNode samples = node.putArray("samples");
        for (Sample sample : timing.samples()) {
            ObjectNode each = samples.addObject();
            each.put("role", sample.role().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            put(each, "connectMillis", sample.connect());
            put(each, "waitMillis", sample.waiting());
            put(each, "serverMillis", sample.server());
            each.put("dropped", sample.dropped());
        }
        if (one.proof() != null) {
            ArrayNode rules = node.putArray("rules");
            one.proof().rules().forEach(rule -> rules.addObject().put("file", rule.file()).put("line", rule.line())
                    .put("text", rule.text()).put("certain", rule.fit().name().equals("CERTAIN")));
        }
        probe(node, one.hop().probe(), texts);
    }

    private static void probe(ObjectNode node, Probe probe, Texts texts) {
        if (probe.answer() != null) {
            node.put("rawHead", RawHead.masked(probe.answer().rawHead()));
        }
        if (probe.problem() != null) {
            node.put("problem", texts.get(probe.problem().text()));
        }
        node.put("command", probe.command());
    }

    static String of(CacheReport report) {
        Texts texts = new Texts(Language.ENGLISH);
        ObjectNode root = MAPPER.createObjectNode();
        root.put("url", report.request().address().toString());
        root.put("started", report.started().toString());
        root.put("elapsedMillis", report.elapsed().toMillis());
        ArrayNode steps = root.putArray("steps");
        for (CacheStep step : report.steps()) {
            ObjectNode node = steps.addObject();
            node.put("place", step.place().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            node.put("verdict", step.verdict().name().toLowerCase(Locale.ROOT));
            node.put("text", texts.get(step.text()));
            node.put("sha256", step.sha256());
            ArrayNode requests = node.putArray("requests");
            step.probes().forEach(probe -> {
                ObjectNode each = requests.addObject();
                each.put("url", probe.address().toString());
                each.put("status", probe.status());
                probe(each, probe, texts);
            });
        }
        ArrayNode facts = root.putArray("facts");
        report.facts().forEach(fact -> facts.addObject().put("code", fact.code())
                .put("tone", fact.tone().name().toLowerCase(Locale.ROOT)).put("text", texts.get(fact.text()))
                .put("documented", fact.documented()));
        ArrayNode advice = root.putArray("advice");
        report.advice().forEach(one -> advice.addObject().put("text", texts.get(one.text()))
                .put("request", one.request() == null ? null : texts.get(one.request())));
        return text(root);
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, Math.round(value * 1000) / 1000.0);
        }
    }

    private static String text(ObjectNode root) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
