package fr.touchweb.console.desktop.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was found for one family of addresses. */
final class BanCard extends VBox {
    private static final double PLACE = 208;
    /** Characters of a list that a badge holds; rules and files have longer names. */
    private static final int BRIEF = 40;
    /** Called with server, address and days; opens the form of page Listes blanches. */
    private static final String EXEMPT = "whitelist-exempt";

    private final BanFindings found;
    private final BanWork.Report report;
    private final BanModel model;
    private final Desk desk;
    private final Words words;

    BanCard(BanFindings found, BanWork.Report report, BanModel model, Desk desk) {
        this.found = found;
        this.report = report;
        this.model = model;
        this.desk = desk;
        words = desk.words();
        getStyleClass().add("ban-card");
        Label verdict = BanPane.wrapped(words.get(found.verdict().text()), "ban-verdict");
        Region dot = Widgets.dot(tone());
        dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Label family = Widgets.badge("IPv" + found.family(), "neutral");
        family.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().add(Widgets.styled(new HBox(family, dot, verdict), "ban-row"));
        seen(words.get("ban.from.here"), found.here());
        if (found.again() != null) {
            seen(words.get("ban.from.again"), found.again());
        }
        seen(words.get("ban.from.server", Objects.requireNonNullElse(report.server(), "—")), found.server());
        seen(words.get("ban.from.peer", Objects.requireNonNullElse(report.peer(), "—")), found.peer());
        if (found.proxy() != null) {
            seen(words.get("ban.from.proxy", String.valueOf(model.proxy())), found.proxy());
        }
        if (found.own() != null) {
            getChildren().add(row(words.get("ban.own"), Widgets.label(found.own().toString(), "mono")));
        }
        if (found.evidence() != null) {
            getChildren().add(row("", BanPane.wrapped(words.get(found.evidence()), "muted")));
        }
        found.bans().forEach(this::ban);
        if (found.banned() && found.bans().isEmpty() && found.own() != null && report.byFile()) {
            getChildren().add(new HBox(ask(found.own())));
        }
        found.notes().forEach(note -> getChildren().add(BanPane.wrapped(words.get(note), "muted")));
    }

    private String tone() {
        return switch (found.verdict()) {
            case NOT_BANNED -> "good";
            case MICRO_BAN, APPLICATION, UNDETERMINED, NO_ADDRESS -> "warning";
            case BANNED, BANNED_EVERYWHERE, PATH, FRONT_END_DOWN, BACKEND_DOWN -> "danger";
        };
    }

    private void seen(String place, Seen seen) {
        Label text = BanPane.wrapped(words.get(seen.text()), seen.asked() ? "ban-line" : "muted");
        getChildren().add(row(place, text));
    }

    private static HBox row(String place, Label text) {
        Label where = Widgets.label(place, "muted");
        where.setWrapText(true);
        where.setMinWidth(PLACE);
        where.setPrefWidth(PLACE);
        return Widgets.styled(new HBox(where, text), "ban-row");
    }

    private void ban(Ban ban) {
        VBox box = Widgets.styled(new VBox(), "ban-ban");
        boolean brief = ban.list().length() <= BRIEF;
        Label badge = Widgets.badge(brief ? ban.source() + " · " + ban.list() : ban.source(), "danger");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        box.getChildren().add(Widgets.styled(new HBox(badge, Widgets.label(ban.address().toString(), "mono")),
                "ban-row"));
        if (!brief) {
            box.getChildren().add(BanPane.wrapped(ban.list(), "mono"));
        }
        String times = Stream
                .of(time(ban.atLeast() ? "ban.sinceAtLeast" : "ban.since", ban.since()), time("ban.until", ban.until()))
                .filter(text -> !text.isEmpty()).reduce((a, b) -> a + " · " + b).orElse("");
        if (!times.isEmpty()) {
            box.getChildren().add(BanPane.wrapped(times, "ban-line"));
        }
        if (ban.reason() != null) {
            box.getChildren().add(BanPane.wrapped(ban.reason(), "mono", "muted"));
        }
        String server = report.server();
        if (ban.way() instanceof Way.ByHand(Message how)) {
            box.getChildren().add(BanPane.wrapped(words.get(how), "ban-line"));
        } else if (server != null && BanPane.mayLift(report)) {
            box.getChildren().add(BanPane.wrapped(words.get("ban.who.you", server), "muted"));
            if (ban.way() instanceof Way.Commanded(String line)) {
                box.getChildren().add(BanPane.wrapped("$ " + line, "mono", "muted"));
            }
            box.getChildren().add(Widgets.styled(new HBox(lift(ban), exempt(ban, server)), "ban-row"));
        } else {
            box.getChildren().add(BanPane.wrapped(words.get("ban.who.other"), "muted"));
        }
        // Last: a dozen lines of a log would push what can be done out of sight.
        if (!ban.causes().isEmpty()) {
            box.getChildren().add(Widgets.label(words.get("ban.causes"), "muted"));
            ban.causes().forEach(line -> box.getChildren().add(BanPane.wrapped(line, "mono", "ban-cause")));
        }
        getChildren().add(box);
    }

    private String time(String key, @Nullable Instant at) {
        return at == null ? "" : words.get(key, words.formats().dateTime(at));
    }

    private Button lift(Ban ban) {
        Button button = new Button(words.get("ban.lift", ban.address().toString()));
        button.setId("ban-lift");
        button.getStyleClass().add("accent");
        button.setDisable(model.runningProperty().get());
        button.setOnAction(event -> model.lift(ban, found.family()));
        return button;
    }

    private Button ask(Cidr own) {
        Button button = new Button(words.get("ban.ask", own.toString()));
        button.setId("ban-ask");
        button.setDisable(model.runningProperty().get());
        button.setOnAction(event -> model.ask(own));
        return button;
    }

    private Button exempt(Ban ban, String server) {
        Button button = new Button(words.get("ban.exempt", model.exemptDays()));
        button.setId("ban-exempt");
        button.setOnAction(event -> desk.commands().run(EXEMPT, server, ban.address().toString(),
                String.valueOf(model.exemptDays())));
        return button;
    }
}
