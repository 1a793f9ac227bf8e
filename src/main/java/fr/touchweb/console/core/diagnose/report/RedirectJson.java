package fr.touchweb.console.core.diagnose.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.probe.TlsFacts;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A redirect diagnosis as JSON, with the names of the design first and more behind them. */
public final class RedirectJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Texts texts;

    public RedirectJson(Texts texts) {
        this.texts = texts;
    }

    /** @param raw whether heads are in it byte for byte; cookies of the site are then too */
    public ObjectNode of(RedirectReport report, boolean raw) {
        ObjectNode node = JSON.objectNode();
        node.put("url", report.request().address().toString());
        ArrayNode hops = node.putArray("hops");
        report.hops().forEach(hop -> hops.add(hop(hop, raw)));
        RedirectChain.Loop loop = report.chain().loop();
        if (loop == null) {
            node.putNull("loop");
        } else {
            node.putObject("loop").put("first", loop.first()).put("last", loop.last());
        }
        RedirectChain.End end = report.chain().end();
        node.put("end", end == null ? null : name(end));
        node.put("endText", text(report.chain().endText()));
        node.put("from", texts.get(report.from()));
        node.put("started", report.started().truncatedTo(ChronoUnit.MILLIS).toString());
        node.put("elapsedMillis", report.elapsed().toMillis());
        ArrayNode requests = node.putArray("requests");
        report.requests().forEach(count -> requests.addObject().put("host", count.host()).put("used", count.used())
                .put("most", count.most()).put("stopped", count.stopped()));
        remarks(node, report.remarks());
        return node;
    }

    private ObjectNode hop(HopDiagnosis diagnosis, boolean raw) {
        Probe probe = diagnosis.hop().probe();
        Timing timing = diagnosis.timing();
        ObjectNode node = JSON.objectNode();
        node.put("url", diagnosis.hop().address().toString());
        if (diagnosis.hop().status() < 0) {
            node.putNull("status");
        } else {
            node.put("status", diagnosis.hop().status());
        }
        String location = diagnosis.hop().location();
        node.put("location", location == null ? null : SecureLink.masked(location));
        number(node, "ttfbMillis", timing.browser());
        ObjectNode server = node.putObject("serverMillis");
        number(server, "median", timing.median());
        number(server, "low", timing.low());
        number(server, "high", timing.high());
        server.put("probes", timing.probes());
        node.put("verdict", diagnosis.judgement().verdict().id());
        node.put("origin", diagnosis.judgement().origin() == null ? null : diagnosis.judgement().origin().id());
        node.put("confidence", diagnosis.judgement().confidence().id());
        ArrayNode reasons = node.putArray("reasons");
        diagnosis.judgement().evidence().forEach(each -> reasons.add(texts.get(each.reason())));
        node.put("kind", name(diagnosis.hop().kind()));
        node.put("target", diagnosis.hop().target() == null ? null : diagnosis.hop().target().toString());
        node.put("privateTarget", diagnosis.hop().privateTarget());
        node.put("hsts", diagnosis.hop().hsts());
        node.put("provisional", diagnosis.provisional());
        node.put("address", probe.peer() == null ? null : probe.peer().getAddress().getHostAddress());
        phases(node.putObject("phasesMillis"), probe.phases());
        samples(node, timing);
        evidence(node.putArray("evidence"), diagnosis.judgement().evidence());
        tls(node, probe.tls());
        node.put("problem", probe.problem() == null ? null : name(probe.problem().kind()));
        node.put("problemText", probe.problem() == null ? null : texts.get(probe.problem().text()));
        node.put("command", probe.command());
        proof(node, diagnosis.proof());
        HttpAnswer answer = probe.answer();
        if (raw && answer != null) {
            node.put("head", RawHead.masked(answer.rawHead()));
        }
        remarks(node, diagnosis.hop().remarks());
        return node;
    }

    private static void phases(ObjectNode node, Phases phases) {
        duration(node, "dns", phases.dns());
        duration(node, "connect", phases.connect());
        duration(node, "tls", phases.tls());
        duration(node, "send", phases.send());
        duration(node, "firstByte", phases.firstByte());
        duration(node, "receive", phases.receive());
    }

    private void samples(ObjectNode node, Timing timing) {
        ObjectNode all = node.putObject("timing");
        number(all, "roundTrip", timing.roundTrip());
        number(all, "deviation", timing.deviation());
        number(all, "connectDeviation", timing.connectDeviation());
        number(all, "control", timing.control());
        number(all, "coverage", timing.coverage());
        all.put("doubt", text(timing.doubt()));
        ArrayNode samples = all.putArray("samples");
        timing.samples().forEach(sample -> {
            ObjectNode one = samples.addObject().put("role", name(sample.role())).put("dropped", sample.dropped());
            number(one, "connect", sample.connect());
            number(one, "wait", sample.waiting());
            number(one, "server", sample.server());
        });
    }

    private void evidence(ArrayNode node, List<Evidence> evidence) {
        evidence.forEach(each -> node.addObject().put("kind", name(each.kind()))
                .put("origin", each.origin() == null ? null : each.origin().id())
                .put("family", each.family() == null ? null : name(each.family())).put("decibans", each.decibans())
                .put("text", texts.get(each.reason())));
    }

    private static void tls(ObjectNode node, @Nullable TlsFacts tls) {
        if (tls == null) {
            node.putNull("tls");
            return;
        }
        ObjectNode facts = node.putObject("tls").put("protocol", tls.protocol()).put("cipher", tls.cipher());
        TlsFacts.Certificate certificate = tls.certificate();
        if (certificate != null) {
            facts.put("subject", certificate.subject()).put("issuer", certificate.issuer())
                    .put("notBefore", certificate.notBefore().toString())
                    .put("notAfter", certificate.notAfter().toString()).put("sha256", certificate.sha256());
            certificate.names().forEach(facts.putArray("names")::add);
        }
    }

    private void proof(ObjectNode node, @Nullable Proof proof) {
        if (proof == null) {
            node.putNull("proof");
            return;
        }
        ObjectNode all = node.putObject("proof").put("server", proof.server());
        ArrayNode rules = all.putArray("rules");
        proof.rules().forEach(rule -> {
            ObjectNode one = rules.addObject().put("origin", rule.origin().id()).put("file", rule.file())
                    .put("line", rule.line()).put("text", rule.text()).put("fit", name(rule.fit()));
            ArrayNode doubts = one.putArray("doubts");
            rule.doubts().forEach(doubt -> doubts.add(texts.get(doubt)));
        });
        ArrayNode lines = all.putArray("lines");
        proof.lines().forEach(line -> lines.addObject().put("server", line.server()).put("file", line.file())
                .put("text", line.text()).put("meaning", texts.get(line.meaning())));
        ArrayNode layers = all.putArray("layers");
        proof.layers().forEach(layer -> layers.addObject().put("origin", layer.origin().id())
                .put("address", layer.address()).put("status", layer.probe().status()).put("same", layer.same())
                .put("problemText", layer.probe().problem() == null
                        ? null
                        : texts.get(layer.probe().problem().text())));
        ArrayNode gaps = all.putArray("gaps");
        proof.gaps().forEach(gap -> gaps.add(texts.get(gap)));
    }

    private void remarks(ObjectNode node, List<Message> remarks) {
        ArrayNode all = node.putArray("remarks");
        remarks.forEach(remark -> all.add(texts.get(remark)));
    }

    private @Nullable String text(@Nullable Message message) {
        return message == null ? null : texts.get(message);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void duration(ObjectNode node, String name, @Nullable Duration value) {
        number(node, name, Phases.millis(value));
    }

    /** Milliseconds with three decimals; null where there is none. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, Math.round(value * 1000) / 1000.0);
        }
    }
}
