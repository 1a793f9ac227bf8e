package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.eol.End;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Facts as rows of the sheet: what is known with its source in the tooltip, else why it is not. */
final class FactRows {
    private static final double NAMES = 96;
    private static final double VALUES = 190;

    private final Words words;
    private final Clock clock;

    FactRows(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    private Formats formats() {
        return words.formats();
    }

    List<Node> system(ServerView view, Facts facts) {
        List<Node> rows = new ArrayList<>();
        rows.add(fact(words.get("fleet.fact.system"), facts.system(), Facts.System::label,
                badge(view.systemSupport(), true)));
        rows.add(fact(words.get("fleet.fact.kernel"), facts.kernel(), Function.identity(), null));
        for (Product product : Product.values()) {
            software(rows, view, facts, product);
        }
        rows.add(fact("PageSpeed", facts.pageSpeed(), on -> words.get(on ? "fleet.value.on" : "fleet.value.off"),
                null));
        rows.add(fact(words.get("fleet.fact.clock"), facts.clockOffset(),
                offset -> words.get("fleet.value.offset", offset.toMillis() / 1000.0)
                        + facts.zone().known().map(zone -> " · " + zone).orElse(""),
                null));
        rows.add(fact(words.get("fleet.fact.uptime"), facts.uptime(), formats()::duration, null));
        rows.add(fact(words.get("fleet.fact.load"), facts.load(),
                load -> formats().decimal(load.one(), 2) + " · " + formats().decimal(load.five(), 2) + " · "
                        + formats().decimal(load.fifteen(), 2)
                        + facts.processors().known().map(count -> " (" + words.get("fleet.value.cores", count) + ")")
                                .orElse(""),
                null));
        rows.add(fact(words.get("fleet.fact.memory"), facts.memory(), memory -> words.get("fleet.value.memory",
                formats().size(memory.total()), formats().size(memory.available())), null));
        rows.add(fact(words.get("fleet.fact.swap"), facts.memory(), memory -> formats().size(memory.swapTotal()),
                null));
        rows.add(fact(words.get("fleet.fact.raid"), facts.raid(), this::raid, null));
        rows.add(fact(words.get("fleet.fact.virtualisation"), facts.virtualisation(),
                kind -> kind.equals("none") ? words.get("fleet.value.bare") : kind, null));
        rows.add(fact(words.get("fleet.fact.updates"), facts.updates(),
                updates -> words.get("fleet.value.updates", updates.all(), updates.security()), null));
        return rows;
    }

    private void software(List<Node> rows, ServerView view, Facts facts, Product product) {
        List<ServerView.Installed> installed = view.software().stream()
                .filter(each -> each.software().product() == product).toList();
        if (facts.of(product) instanceof Fact.Unknown<?> unknown) {
            rows.add(row(product.label(), words.get("fleet.value.unknown", unknown.reason()), "muted"));
        }
        for (ServerView.Installed each : installed) {
            String stopped = Boolean.FALSE.equals(each.software().running())
                    ? " · " + words.get("fleet.value.stopped")
                    : "";
            rows.add(fact(product.label(), facts.of(product),
                    all -> each.software().version() + " (" + each.software().origin().label() + ")" + stopped,
                    badge(each.support(), false)));
        }
    }

    private String raid(Facts.Raid raid) {
        if (raid.arrays().isEmpty() && raid.controllers().isEmpty()) {
            return words.get("fleet.value.none");
        }
        List<String> parts = new ArrayList<>(raid.arrays().stream().map(array -> array.name() + " " + array.level()
                + " " + array.members() + " "
                + words.get(array.degraded() ? "fleet.value.degraded" : "fleet.value.whole"))
                .toList());
        parts.addAll(raid.controllers());
        return parts.stream().collect(Collectors.joining(", "));
    }

    List<Node> disks(Facts facts, HealthPolicy limits) {
        List<Node> rows = new ArrayList<>();
        switch (facts.mounts()) {
            case Fact.Unknown<List<Facts.Mount>>(Message reason) -> rows
                    .add(row("", words.get("fleet.value.unknown", reason), "muted"));
            case Fact.Known<List<Facts.Mount>> known -> known.value().forEach(mount -> rows.add(disk(mount, limits)));
        }
        return rows;
    }

    private Node disk(Facts.Mount mount, HealthPolicy limits) {
        ProgressBar bar = new ProgressBar(mount.usedPercent() / 100.0);
        bar.setPrefWidth(40);
        bar.setMinWidth(40);
        bar.getStyleClass().add(mount.usedPercent() >= limits.diskAttentionPercent() ? "warning" : "calm");
        Label name = name(mount.point());
        name.getStyleClass().add("mono");
        Label value = Widgets.label(formats().percent(mount.usedPercent() / 100.0) + " · "
                + words.get("fleet.value.freeShort", formats().size(mount.available())));
        Integer inodes = mount.inodesPercent();
        if (mount.usedPercent() >= limits.diskAttentionPercent()) {
            value.getStyleClass().add("warning");
        }
        value.setTooltip(new Tooltip(words.get("fleet.value.free", formats().size(mount.available()),
                formats().size(mount.size())) + (mount.type() == null ? "" : " · " + mount.type())
                + " · " + mount.device()
                + (inodes == null ? "" : " · inodes " + formats().percent(inodes / 100.0))));
        HBox line = new HBox(8, name, bar, value);
        line.getStyleClass().add("fleet-disk");
        return line;
    }

    /** A badge whose tooltip names the dates; null for none. */
    private @Nullable Label badge(@Nullable Support support, boolean whole) {
        if (support == null) {
            return null;
        }
        Label badge = Widgets.badge(whole ? dated(support) : words.get(support.badge()), Tones.style(support.tone()));
        badge.setMinWidth(Label.USE_PREF_SIZE);
        String why = support.reason() == null
                ? words.get("fleet.eol.dates", support.calendar() + " " + support.cycle(), end(support.security()),
                        end(support.extended()), end(support.house()))
                        + (support.indicative() ? "\n" + words.get("fleet.eol.indicative") : "")
                : words.get(support.reason());
        badge.setTooltip(new Tooltip(why));
        return badge;
    }

    /** The badge with the day instead of its year, or after its word. */
    private String dated(Support support) {
        if (!(support.house() instanceof End.On(LocalDate day))) {
            return words.get(support.badge());
        }
        String date = formats().date(day);
        return switch (support.badge().key()) {
            case "fleet.eol.year", "fleet.eol.yearLts" -> words.get(support.badge().key(), date);
            default -> words.get(support.badge()) + " " + date;
        };
    }

    private String end(@Nullable End end) {
        return switch (end) {
            case null -> "–";
            case End.On(LocalDate date) -> formats().date(date);
            case End.Past past -> words.get("fleet.eol.ended");
            case End.Open open -> words.get("fleet.eol.open");
        };
    }

    private <T> Node fact(String title, Fact<T> fact, Function<T, String> text, @Nullable Label badge) {
        return switch (fact) {
            case Fact.Unknown<T>(Message reason) -> row(title, words.get("fleet.value.unknown", reason), "muted");
            case Fact.Known<T> known -> {
                Label value = value(text.apply(known.value()));
                value.setTooltip(new Tooltip(words.get("fleet.sheet.source", known.source(),
                        formats().dateTime(known.at()), formats().ago(known.at(), clock.instant()))));
                HBox line = new HBox(8, name(title), badge == null ? value : beside(value, badge));
                line.getStyleClass().add("fleet-row");
                yield line;
            }
        };
    }

    /** The badge after the value where there is room, else below. */
    private static FlowPane beside(Label value, Label badge) {
        FlowPane flow = new FlowPane(8, 2, value, badge);
        flow.setPrefWrapLength(VALUES);
        flow.setRowValignment(VPos.CENTER);
        HBox.setHgrow(flow, Priority.ALWAYS);
        return flow;
    }

    HBox row(String title, String text, String... styles) {
        Label value = value(text);
        value.getStyleClass().addAll(styles);
        HBox line = new HBox(8, name(title), value);
        line.getStyleClass().add("fleet-row");
        return line;
    }

    HBox path(String title, String path) {
        return row(title, path, "mono");
    }

    private static Label name(String text) {
        Label label = Widgets.label(text, "muted");
        label.setPrefWidth(NAMES);
        label.setMinWidth(NAMES);
        label.setTooltip(new Tooltip(text));
        return label;
    }

    private static Label value(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }
}
