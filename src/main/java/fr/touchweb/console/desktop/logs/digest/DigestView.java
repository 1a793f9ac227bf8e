package fr.touchweb.console.desktop.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Termination;
import fr.touchweb.console.core.logs.digest.Dimension;
import fr.touchweb.console.core.logs.digest.LogSummary;
import fr.touchweb.console.core.logs.digest.LogSummary.Quantiles;
import fr.touchweb.console.core.logs.digest.LogSummary.TerminationCount;
import fr.touchweb.console.core.logs.digest.RateSeries;
import fr.touchweb.console.core.logs.digest.SlowQueries;
import fr.touchweb.console.core.logs.digest.SlowScripts;
import fr.touchweb.console.core.logs.digest.TopCounter;
import fr.touchweb.console.core.logs.digest.ViewDigest;
import fr.touchweb.console.core.text.Inert;
import fr.touchweb.console.desktop.logs.digest.DigestCard.Row;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the lines that are looked at say together: ends, durations, top lists, slow requests and slow statements. */
public final class DigestView extends VBox {
    private static final double TWO_COLUMNS = 760;

    private final DigestModel model;
    private final Words words;
    private final BiConsumer<Field, String> filter;
    private final Consumer<Long> go;
    private final Label head = Widgets.label("", "muted");
    private final GridPane grid = new GridPane();
    private final ScrollPane scroll = new ScrollPane(grid);
    private final Listening listening = new Listening();
    private List<Node> cards = List.of();
    private int columns;

    /**
     * @param filter narrows the page to a value
     * @param go leads to a time, in microseconds since 1970-01-01T00:00Z
     */
    public DigestView(DigestModel model, Words words, BiConsumer<Field, String> filter, Consumer<Long> go) {
        this.model = model;
        this.words = words;
        this.filter = filter;
        this.go = go;
        setId("logs-digest");
        getStyleClass().add("digest");
        head.getStyleClass().add("digest-head");
        head.setWrapText(true);
        head.setMinHeight(USE_PREF_SIZE);
        grid.getStyleClass().add("digest-grid");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        widthProperty().addListener((width, before, now) -> arrange());
        listening.now(model.summaryProperty(), summary -> show(summary));
        listening.changes(words.formatsProperty(), formats -> show(model.summaryProperty().get()));
    }

    /** Hears the model no more. */
    public void dispose() {
        listening.stop();
        model.stop();
    }

    private void show(ViewDigest.@Nullable Summary summary) {
        if (summary == null || summary.lines().records() == 0) {
            head.setText("");
            cards = List.of(new EmptyState(words.get("logs.digest.empty"), words.get("logs.digest.empty.text"), null));
            columns = 0;
            arrange();
            return;
        }
        LogSummary lines = summary.lines();
        head.setText(words.get("logs.digest.head", lines.records(), lines.errors(), period(lines), worst(lines)));
        List<Node> all = new ArrayList<>();
        if (!lines.terminations().isEmpty()) {
            all.add(ends(lines));
        }
        if (!lines.statuses().isEmpty()) {
            all.add(statuses(lines));
        }
        if (lines.durations().count() > 0) {
            all.add(durations(lines));
        }
        OverTime overTime = new OverTime(words, moment -> go.accept(micros(moment)));
        if (lines.errors() > 0 && lines.rate().size() > 1) {
            all.add(overTime.errors(lines));
        }
        lines.tops().forEach((dimension, top) -> all.add(top(dimension, top)));
        if (summary.queries().events() > 0) {
            all.add(queries(summary.queries()));
        }
        if (summary.scripts().blocks() > 0) {
            all.add(scripts("logs.digest.scripts", summary.scripts().scripts(), summary.scripts().others()));
            all.add(scripts("logs.digest.frames", summary.scripts().frames(), summary.scripts().others()));
            all.add(overTime.scripts(summary.scripts()));
        }
        cards = all;
        columns = 0;
        arrange();
    }

    private String period(LogSummary lines) {
        return lines.first() == null || lines.last() == null
                ? ""
                : words.formats().dateTime(lines.first()) + " – " + words.formats().dateTime(lines.last());
    }

    /** The step with the largest share of errors among those with as many records as usual. */
    private String worst(LogSummary lines) {
        if (lines.errors() == 0 || lines.rate().isEmpty()) {
            return words.get("logs.digest.noErrors");
        }
        long usual = lines.records() / lines.rate().size();
        RateSeries.Step worst = lines.rate().stream().filter(step -> step.records() >= usual)
                .max(Comparator.comparingDouble(RateSeries.Step::errorShare)).orElseThrow();
        return words.get("logs.digest.worst", words.formats().percent(worst.errorShare()),
                words.formats().time(worst.from()));
    }

    private DigestCard ends(LogSummary lines) {
        DigestCard card = new DigestCard(words.get("logs.digest.ends"), List.of(words.get("logs.digest.count")));
        List<TerminationCount> ends = together(lines.terminations());
        long most = ends.getFirst().count();
        List<Row> rows = new ArrayList<>();
        for (TerminationCount end : ends) {
            Termination how = end.termination();
            String text = how.flags() + (how.status() < 0 ? "" : " " + how.status()) + " · "
                    + words.get(how.words(Double.NaN));
            String hint = text + how.look().map(look -> "\n→ " + words.get(look)).orElse("");
            rows.add(new Row(text, List.of(words.formats().number(end.count())), end.count() / (double) most,
                    kind(how.weight()), hint, false, () -> filter.accept(Field.TERMINATION, how.flags())));
        }
        card.rows(rows);
        return card;
    }

    /** Ends as they should be are one row whatever the status, which has a list of its own. */
    private static List<TerminationCount> together(List<TerminationCount> all) {
        Map<Termination, Long> counts = new LinkedHashMap<>();
        for (TerminationCount end : all) {
            Termination how = end.termination();
            boolean normal = how.weight() == Termination.Weight.NORMAL;
            counts.merge(normal ? new Termination(how.pair(), -1) : how, end.count(), Long::sum);
        }
        return counts.entrySet().stream().map(end -> new TerminationCount(end.getKey(), end.getValue()))
                .sorted(Comparator.comparingLong((TerminationCount end) -> -end.count())).toList();
    }

    private static String kind(Termination.Weight weight) {
        return switch (weight) {
            case NORMAL -> "good";
            case NOISE -> "neutral";
            case FAULT, ALARM -> "danger";
        };
    }

    private DigestCard statuses(LogSummary lines) {
        DigestCard card = new DigestCard(words.get("logs.digest.statuses"), List.of(words.get("logs.digest.count")));
        long most = lines.statuses().values().stream().mapToLong(Long::longValue).max().orElse(1);
        List<Row> rows = new ArrayList<>();
        lines.statuses().forEach((status, count) -> rows.add(new Row(
                status < 0 ? words.get("logs.digest.noStatus") : String.valueOf(status),
                List.of(words.formats().number(count)), count / (double) most,
                status >= 500 || status < 0 ? "danger" : status >= 400 ? "warning" : status >= 300 ? "accent" : "good",
                "",
                true, status < 0 ? null : () -> filter.accept(Field.STATUS, String.valueOf(status)))));
        card.rows(rows);
        return card;
    }

    private DigestCard durations(LogSummary lines) {
        DigestCard card = new DigestCard(words.get("logs.digest.durations"), List.of("p50", "p95", "p99", "max"));
        List<Row> rows = new ArrayList<>();
        rows.add(quantiles(words.get("logs.digest.total"), lines.durations(), lines.durations().p99()));
        for (Map.Entry<String, Quantiles> timer : lines.timers().entrySet()) {
            rows.add(quantiles(words.get("logs.digest.timer." + timer.getKey()), timer.getValue(),
                    lines.durations().p99()));
        }
        card.rows(rows);
        return card;
    }

    private Row quantiles(String name, Quantiles of, double most) {
        return new Row(name, List.of(seconds(of.p50()), seconds(of.p95()), seconds(of.p99()), seconds(of.max())),
                most == 0 ? 0 : of.p99() / most, "accent", "", false, null);
    }

    private String seconds(double value) {
        return value < 1
                ? words.get("logs.digest.millis", words.formats().number(Math.round(value * 1_000)))
                : words.get("logs.digest.seconds", words.formats().decimal(value, value < 100 ? 1 : 0));
    }

    private DigestCard top(Dimension dimension, LogSummary.Top top) {
        boolean timed = top.entries().stream().anyMatch(entry -> entry.seconds() > 0);
        List<String> heads = new ArrayList<>(List.of(words.get("logs.digest.count"), words.get("logs.digest.errors")));
        if (timed) {
            heads.add(words.get("logs.digest.mean"));
        }
        DigestCard card = new DigestCard(words.get("logs.digest.top." + dimension.id()), heads);
        long most = top.entries().isEmpty() ? 1 : top.entries().getFirst().count();
        card.rows(top.entries().stream().map(entry -> entry(dimension, entry, most, timed)).toList());
        if (top.missed() > 0) {
            card.note(words.get("logs.digest.missed", top.missed()));
        }
        return card;
    }

    private Row entry(Dimension dimension, TopCounter.Entry entry, long most, boolean timed) {
        List<String> figures = new ArrayList<>(List.of(words.formats().number(entry.count()),
                entry.errors() == 0 ? "–" : words.formats().number(entry.errors())));
        if (timed) {
            figures.add(entry.seconds() == 0 ? "–" : seconds(entry.seconds() / entry.count()));
        }
        // A backend stands with its server; the filter is by the backend.
        String value = dimension == Dimension.BACKENDS ? entry.key().replaceFirst("/.*", "") : entry.key();
        return new Row(Inert.of(entry.key()), figures, entry.count() / (double) most,
                entry.errors() > 0 ? "danger" : "accent", "", true, () -> filter.accept(dimension.field(), value));
    }

    private DigestCard queries(SlowQueries queries) {
        DigestCard card = new DigestCard(words.get("logs.digest.queries"),
                List.of(words.get("logs.digest.count"), words.get("logs.digest.sum"), "p95"));
        double most = queries.queries().getFirst().total();
        card.rows(queries.queries().stream()
                .map(query -> new Row(Inert.of(query.fingerprint()),
                        List.of(words.formats().number(query.count()), seconds(query.total()), seconds(query.p95())),
                        most == 0 ? 0 : query.total() / most, "warning", Inert.of(query.sample()), true,
                        leads(query.sampleTime())))
                .toList());
        card.note(queries.others() > 0 ? words.get("logs.digest.others", queries.others()) : "");
        return card;
    }

    private DigestCard scripts(String title, List<SlowScripts.Group> groups, long others) {
        DigestCard card = new DigestCard(words.get(title),
                List.of(words.get("logs.digest.count"), words.get("logs.digest.last")));
        long most = groups.isEmpty() ? 1 : groups.getFirst().count();
        card.rows(groups.stream()
                .map(group -> new Row(Inert.of(String.join(" ← ", group.names())),
                        List.of(words.formats().number(group.count()),
                                group.last() == null ? "–" : words.formats().time(group.last())),
                        group.count() / (double) most, "warning", Inert.of(String.join("\n", group.sample())), true,
                        leads(group.last())))
                .toList());
        card.note(others > 0 ? words.get("logs.digest.others", others) : "");
        return card;
    }

    /** What a click on a row of this time does: nothing where none is known. */
    private @Nullable Runnable leads(@Nullable Instant time) {
        return time == null ? null : () -> go.accept(micros(time));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /** Cards side by side where there is room for two, each under the shorter column. */
    private void arrange() {
        int wanted = getWidth() >= TWO_COLUMNS && cards.size() > 1 ? 2 : 1;
        if (wanted == columns && !cards.isEmpty()) {
            return;
        }
        columns = wanted;
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        int[] heights = new int[wanted];
        VBox[] stacks = new VBox[wanted];
        for (int i = 0; i < wanted; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / wanted);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
            stacks[i] = new VBox(12);
            stacks[i].setMinWidth(0);
            grid.add(stacks[i], i, 0);
        }
        for (Node card : cards) {
            int shortest = wanted == 2 && heights[1] < heights[0] ? 1 : 0;
            stacks[shortest].getChildren().add(card);
            heights[shortest] += 2 + (card instanceof DigestCard lines ? lines.size() : 4);
        }
    }
}
