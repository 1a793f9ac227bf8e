package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheStep;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.report.RawHead;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report for a ticket, as plain text or Markdown, in the language of the window, without secrets. */
final class ReportText {
    private final Words words;
    private final HopWords say;

    ReportText(Words words) {
        this.words = words;
        say = new HopWords(words);
    }

    /** How a text is built up. */
    private static final class Sheet {
        private final boolean markdown;
        private final StringBuilder text = new StringBuilder();

        Sheet(boolean markdown) {
            this.markdown = markdown;
        }

        void title(String title) {
            text.append(markdown ? "## " : "").append(title).append("\n\n");
        }

        void part(String title) {
            text.append(markdown ? "\n### " : "\n").append(title).append('\n');
            text.append(markdown ? "\n" : "");
        }

        void line(String line) {
            if (!line.isEmpty()) {
                text.append(line).append(markdown ? "  \n" : "\n");
            }
        }

        void point(String point) {
            text.append(markdown ? "- " : "  - ").append(point).append('\n');
        }

        void block(String block) {
            if (markdown) {
                // A fence longer than any in the text cannot be closed by it.
                String fence = "`".repeat(Math.max(3, longestFence(block) + 1));
                text.append('\n').append(fence).append('\n').append(block.strip()).append('\n').append(fence)
                        .append('\n');
            } else {
                block.strip().lines().forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }

        private static int longestFence(String block) {
            int longest = 0;
            int run = 0;
            for (int i = 0; i < block.length(); i++) {
                run = block.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            return longest;
        }
    }

    String text(RedirectReport report) {
        return redirect(report, false);
    }

    String markdown(RedirectReport report) {
        return redirect(report, true);
    }

    private String redirect(RedirectReport report, boolean markdown) {
        Sheet sheet = new Sheet(markdown);
        sheet.title(words.get("diagnosis.report.redirect", report.request().address().toString()));
        about(sheet, words.get(report.from()), report.started(), report.elapsed().toMillis(), report.requests());
        for (HopDiagnosis one : report.hops()) {
            hop(sheet, one);
        }
        if (report.chain().endText() != null) {
            sheet.part(words.get("diagnosis.report.end"));
            sheet.line(words.get(report.chain().endText()));
        }
        points(sheet, words.get("diagnosis.evidence.remarks"), report.remarks());
        return sheet.text.toString();
    }

    private void about(Sheet sheet, String from, @Nullable Instant started, long millis, List<RequestCount> counts) {
        String requests = counts.stream().map(count -> count.host() + " "
                + words.get("diagnosis.meter.used", count.used(), count.most())).collect(Collectors.joining(", "));
        sheet.line(words.get("diagnosis.report.about", from,
                started == null ? "" : words.formats().dateTime(started) + " (" + words.formats().zoneName() + ")",
                requests, words.formats().decimal(millis / 1e3, 1)));
    }

    private void hop(Sheet sheet, HopDiagnosis one) {
        Hop hop = one.hop();
        sheet.part(hop.number() + ". " + say.status(hop) + " " + hop.address());
        String sure = hop.kind() == Hop.Kind.FAILED
                ? ""
                : " (" + words.get(one.judgement().confidence().text()) + ")";
        sheet.line(say.title(one) + sure);
        sheet.line(say.summary(one));
        if (one.timing().probes() > 1) {
            sheet.line(words.get("diagnosis.report.browser", say.millis(one.timing().browser()),
                    say.millis(one.timing().roundTrip())));
        }
        if (hop.target() != null) {
            sheet.line("→ " + hop.target());
        }
        for (Evidence evidence : one.judgement().evidence()) {
            sheet.point("[" + say.weight(evidence, one.judgement()) + "] " + words.get(evidence.reason()));
        }
        if (one.proof() != null) {
            one.proof().rules().forEach(rule -> {
                sheet.point(words.get("diagnosis.rule.found", rule.line(), rule.file()));
                sheet.block(rule.text());
            });
            one.proof().lines().forEach(line -> {
                sheet.point(line.file());
                sheet.block(line.text());
            });
            one.proof().gaps().forEach(gap -> sheet.point(words.get(gap)));
        }
        head(sheet, hop.probe());
    }

    private void head(Sheet sheet, Probe probe) {
        HttpAnswer answer = probe.answer();
        if (answer != null) {
            sheet.line(words.get("diagnosis.report.head"));
            sheet.block(RawHead.masked(answer.rawHead()));
        }
        sheet.block(probe.command());
    }

    private void points(Sheet sheet, String title, List<Message> texts) {
        if (!texts.isEmpty()) {
            sheet.part(title);
            texts.forEach(text -> sheet.point(words.get(text)));
        }
    }

    String cacheText(CacheReport report) {
        return cache(report, false);
    }

    String cacheMarkdown(CacheReport report) {
        return cache(report, true);
    }

    private String cache(CacheReport report, boolean markdown) {
        Sheet sheet = new Sheet(markdown);
        sheet.title(words.get("diagnosis.report.cache", report.request().address().toString()));
        about(sheet, words.get("diagnose.here"), report.started(), report.elapsed().toMillis(), report.requests());
        for (CacheStep step : report.steps()) {
            sheet.part(words.get("common.about", words.get(step.place().title()), words.get(step.state())));
            sheet.line(words.get(step.text()));
            step.evidence().forEach(evidence -> sheet.point(words.get(evidence.reason())));
            step.probes().forEach(probe -> head(sheet, probe));
        }
        if (!report.facts().isEmpty()) {
            sheet.part(words.get("diagnosis.cache.facts"));
            report.facts().forEach(fact -> sheet.point(fact.documented()
                    ? words.get("diagnose.report.documented", words.get(fact.text()))
                    : words.get(fact.text())));
        }
        if (!report.advice().isEmpty()) {
            sheet.part(words.get("diagnosis.cache.todo"));
            report.advice().forEach(advice -> {
                sheet.point(words.get(advice.text()));
                if (advice.request() != null) {
                    sheet.block(words.get(advice.request()));
                }
            });
        }
        return sheet.text.toString();
    }
}
