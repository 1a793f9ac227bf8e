package fr.touchweb.console.core.diagnose.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cache diagnosis as JSON and in words. */
public final class CacheJson {
    private final Texts texts;

    public CacheJson(Texts texts) {
        this.texts = texts;
    }

    public ObjectNode of(CacheReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("url", report.request().address().toString());
        ArrayNode steps = node.putArray("steps");
        report.steps().forEach(step -> {
            ObjectNode one = steps.addObject().put("place", name(step.place())).put("verdict", name(step.verdict()))
                    .put("text", texts.get(step.text())).put("sha256", step.sha256());
            ArrayNode reasons = one.putArray("reasons");
            step.evidence().forEach(each -> reasons.add(texts.get(each.reason())));
        });
        ArrayNode facts = node.putArray("facts");
        report.facts().forEach(fact -> facts.addObject().put("code", fact.code()).put("tone", name(fact.tone()))
                .put("text", texts.get(fact.text())).put("documentedOnly", fact.documented()));
        ArrayNode advice = node.putArray("advice");
        report.advice().forEach(each -> advice.addObject().put("text", texts.get(each.text())).put("request",
                each.request() == null ? null : texts.get(each.request())));
        ArrayNode requests = node.putArray("requests");
        report.requests().forEach(count -> requests.addObject().put("host", count.host()).put("used", count.used())
                .put("most", count.most()));
        return node;
    }

    public List<String> lines(CacheReport report) {
        List<String> lines = new ArrayList<>();
        report.steps().forEach(step -> {
            lines.add(texts.get("diagnose.report.step", step.place().title(),
                    texts.get(step.state()),
                    texts.get(step.text())));
            step.evidence().forEach(each -> lines.add("   · " + texts.get(each.reason())));
        });
        report.facts().forEach(fact -> lines.add("· " + (fact.documented()
                ? texts.get("diagnose.report.documented", fact.text())
                : texts.get(fact.text()))));
        report.advice().forEach(each -> {
            lines.add("→ " + texts.get(each.text()));
            if (each.request() != null) {
                lines.add("   « " + texts.get(each.request()) + " »");
            }
        });
        return lines;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
