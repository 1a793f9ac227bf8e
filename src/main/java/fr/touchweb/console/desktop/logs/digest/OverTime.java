package fr.touchweb.console.desktop.logs.digest;

import fr.touchweb.console.core.logs.digest.LogSummary;
import fr.touchweb.console.core.logs.digest.RateSeries;
import fr.touchweb.console.core.logs.digest.SlowScripts;
import fr.touchweb.console.desktop.logs.digest.DigestCard.Row;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts over time as cards, each row a part of the time that leads to its lines. */
final class OverTime {
    private static final int ROWS = 12;

    private final Words words;
    private final Consumer<Instant> go;

    /** @param go leads to a moment */
    OverTime(Words words, Consumer<Instant> go) {
        this.words = words;
        this.go = go;
    }

    /** Records and the share of errors among them. */
    DigestCard errors(LogSummary lines) {
        DigestCard card = new DigestCard(words.get("logs.digest.errorRate"), List.of(words.get("logs.digest.count"),
                words.get("logs.digest.errors"), words.get("logs.digest.share")));
        List<RateSeries.Step> parts = parts(lines.rate());
        double most = parts.stream().mapToDouble(RateSeries.Step::errorShare).max().orElse(0);
        card.rows(parts.stream().map(part -> row(part, lines.step(), lines.rate(),
                List.of(words.formats().number(part.records()),
                        part.errors() == 0 ? "–" : words.formats().number(part.errors()),
                        part.errors() == 0
                                ? "–"
                                : words.get("common.percent", words.formats().decimal(part.errorShare() * 100, 1))),
                most == 0 ? 0 : part.errorShare() / most, "danger")).toList());
        return card;
    }

    /** Slow requests of PHP. */
    DigestCard scripts(SlowScripts scripts) {
        DigestCard card = new DigestCard(words.get("logs.digest.scriptsOverTime"),
                List.of(words.get("logs.digest.count")));
        List<RateSeries.Step> parts = parts(scripts.rate());
        double most = parts.stream().mapToLong(RateSeries.Step::records).max().orElse(0);
        card.rows(parts.stream().map(part -> row(part, scripts.step(), scripts.rate(),
                List.of(words.formats().number(part.records())), most == 0 ? 0 : part.records() / most, "warning"))
                .toList());
        return card;
    }

    private Row row(RateSeries.Step part, Duration step, List<RateSeries.Step> steps, List<String> figures,
            double share, String kind) {
        Instant end = part.from().plus(step.multipliedBy(together(steps)));
        boolean days = Duration.between(steps.getFirst().from(), steps.getLast().from()).toDays() > 0;
        String text = days
                ? words.formats().dateTime(part.from()) + " – " + words.formats().dateTime(end)
                : words.formats().time(part.from()) + " – " + words.formats().time(end);
        return new Row(text, figures, share, kind, "", false, () -> go.accept(part.from()));
    }

    private static int together(List<RateSeries.Step> steps) {
        return Math.max(1, (steps.size() + ROWS - 1) / ROWS);
    }

    /** The steps in so many rows at most, some of them put together. */
    static List<RateSeries.Step> parts(List<RateSeries.Step> steps) {
        int together = together(steps);
        List<RateSeries.Step> parts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i += together) {
            List<RateSeries.Step> one = steps.subList(i, Math.min(steps.size(), i + together));
            parts.add(new RateSeries.Step(one.getFirst().from(),
                    one.stream().mapToLong(RateSeries.Step::records).sum(),
                    one.stream().mapToLong(RateSeries.Step::errors).sum()));
        }
        return parts;
    }
}
