package fr.touchweb.console.core.diagnose.report;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** A redirect diagnosis in words: lines for a terminal, Markdown for a ticket. */
public final class RedirectText {
    private final Texts texts;

    public RedirectText(Texts texts) {
        this.texts = texts;
    }

    public List<String> lines(RedirectReport report) {
        List<String> lines = new ArrayList<>();
        for (HopDiagnosis hop : report.hops()) {
            lines.add(heading(hop));
            body(hop).forEach(line -> lines.add("   " + line));
        }
        ending(report).forEach(lines::add);
        return lines;
    }

    /** With the raw heads, so that the ticket holds what the verdict rests on. */
    public String markdown(RedirectReport report) {
        StringBuilder out = new StringBuilder("## ").append(report.request().address()).append("\n\n");
        for (HopDiagnosis hop : report.hops()) {
            out.append("### ").append(heading(hop)).append("\n\n");
            body(hop).forEach(line -> out.append("- ").append(line).append('\n'));
            HttpAnswer answer = hop.hop().probe().answer();
            if (answer != null) {
                out.append("\n```http\n").append(RawHead.masked(answer.rawHead()).strip()).append("\n```\n");
            }
            out.append('\n');
        }
        ending(report).forEach(line -> out.append(line).append("\n\n"));
        return out.toString();
    }

    private String heading(HopDiagnosis hop) {
        String status = hop.hop().status() < 0 ? "–" : Integer.toString(hop.hop().status());
        return hop.hop().number() + ". " + status + " " + hop.hop().address();
    }

    private List<String> body(HopDiagnosis hop) {
        List<String> lines = new ArrayList<>();
        if (hop.hop().location() != null) {
            lines.add("→ " + SecureLink.masked(hop.hop().location()));
        }
        if (hop.hop().probe().problem() != null) {
            lines.add(texts.get(hop.hop().probe().problem().text()));
        }
        if (hop.hop().probe().answer() == null) {
            return lines;
        }
        String origin = hop.judgement().origin() == null ? "" : " (" + hop.judgement().origin().id() + ")";
        lines.add(texts.get("diagnose.report.verdict", hop.judgement().verdict().text(), origin,
                hop.judgement().confidence().text()));
        if (hop.hop().redirects() && hop.hop().kind() == Hop.Kind.TO_HTTPS) {
            lines.add(texts.get("diagnose.report.normal"));
        }
        if (hop.hop().hsts() != null) {
            lines.add(texts.get("diagnose.report.hsts", hop.hop().hsts()));
        }
        Timing timing = hop.timing();
        if (!Double.isNaN(timing.median())) {
            lines.add(timing.probes() == 0
                    ? texts.get("diagnose.report.time-one", timing.median(), timing.browser())
                    : texts.get("diagnose.report.time", timing.median(), timing.low(), timing.high(), timing.probes(),
                            timing.browser()));
        }
        if (timing.doubt() != null) {
            lines.add(texts.get(timing.doubt()));
        }
        hop.judgement().evidence().stream().map(this::evidence).forEach(lines::add);
        if (hop.proof() != null) {
            for (Rule rule : hop.proof().rules()) {
                rule.doubts().forEach(doubt -> lines.add("? " + rule.line() + ": " + texts.get(doubt)));
            }
            hop.proof().gaps().forEach(gap -> lines.add("! " + texts.get(gap)));
        }
        hop.hop().remarks().forEach(remark -> lines.add("! " + texts.get(remark)));
        return lines;
    }

    private String evidence(Evidence evidence) {
        String weight = switch (evidence.kind()) {
            case PROOF -> texts.get("diagnose.report.proof");
            case NEUTRAL -> "·";
            case SIGNATURE, TIMING -> "+" + evidence.decibans() + " dB";
        };
        return weight + " " + texts.get(evidence.reason());
    }

    private List<String> ending(RedirectReport report) {
        List<String> lines = new ArrayList<>();
        Message end = report.chain().endText();
        if (end != null) {
            lines.add(texts.get(end));
        }
        report.remarks().forEach(remark -> lines.add("! " + texts.get(remark)));
        report.requests().forEach(count -> lines.add(
                texts.get("diagnose.report.requests", count.host(), count.used(), count.most())));
        return lines;
    }
}
