package fr.touchweb.console.desktop.diagnose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.report.CacheJson;
import fr.touchweb.console.core.diagnose.report.RawHead;
import fr.touchweb.console.core.diagnose.report.RedirectJson;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;

/** A report as the command line writes it, and the raw headers beside; reasons in English, no secrets. */
final class ReportJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReportJson() {}

    static String of(RedirectReport report) {
        ObjectNode root = new RedirectJson(new Texts(Language.ENGLISH)).of(report, false);
        for (int i = 0; i < report.hops().size(); i++) {
            head((ObjectNode) root.withArray("hops").get(i), report.hops().get(i).hop().probe());
        }
        return text(root);
    }

    static String of(CacheReport report) {
        ObjectNode root = new CacheJson(new Texts(Language.ENGLISH)).of(report);
        for (int i = 0; i < report.steps().size(); i++) {
            ArrayNode requests = ((ObjectNode) root.withArray("steps").get(i)).putArray("requests");
            report.steps().get(i).probes().forEach(probe -> head(requests.addObject()
                    .put("url", probe.address().toString()).put("status", probe.status())
                    .put("command", probe.command()), probe));
        }
        return text(root);
    }

    private static void head(ObjectNode node, Probe probe) {
        if (probe.answer() != null) {
            node.put("rawHead", RawHead.masked(probe.answer().rawHead()));
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
