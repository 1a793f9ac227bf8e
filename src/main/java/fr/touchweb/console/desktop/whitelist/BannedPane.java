package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Who is banned now. Lifting the ban stands before the exemption, which is a rarer thing (design rule A.1). */
final class BannedPane extends SidePane {
    /** Characters of a list that a badge holds; rules and files have longer names. */
    private static final int BRIEF = 30;

    private final BannedModel model;
    private final Consumer<Ban> exempt;

    /** @param exempt opens the form for the address of a ban */
    BannedPane(BannedModel model, Words words, Listening listening, Consumer<Ban> exempt, Runnable close) {
        super(Beside.BANNED, model, words, close);
        this.model = model;
        this.exempt = exempt;
        above(wrapped(words.get("whitelists.banned.text"), "muted"));
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        BanReport report = model.report();
        if (report == null) {
            return;
        }
        Message round = model.wayRound();
        if (round != null) {
            nodes.add(wrapped(words.get(round), "wl-notice", "warning"));
        }
        report.silent().forEach((id, why) -> nodes
                .add(wrapped(words.get("whitelists.unread", id, words.get(why)), "wl-notice", "warning")));
        if (report.knowsNothing()) {
            nodes.add(wrapped(words.get("whitelists.banned.unknown"), "wl-notice", "warning"));
        } else if (report.bans().isEmpty()) {
            nodes.add(wrapped(words.get("whitelists.banned.none", String.join(", ", report.asked())), "muted"));
        }
        model.bans().forEach(ban -> nodes.add(row(ban)));
    }

    private Node row(Ban ban) {
        boolean brief = ban.list().length() <= BRIEF;
        HBox first = Widgets.styled(new HBox(Widgets.label(ban.address().toString(), "mono", "medium"),
                Widgets.grow(), Widgets.badge(brief ? ban.source() + " · " + ban.list() : ban.source(), "neutral")),
                "wl-form-row");
        List<Label> below = new ArrayList<>();
        if (!brief) {
            below.add(wrapped(ban.list(), "mono", "muted"));
        }
        Label times = wrapped(times(ban), "muted");
        if (!times.getText().isEmpty()) {
            below.add(times);
        }
        if (ban.reason() != null) {
            below.add(wrapped(ban.reason(), "mono", "muted"));
        }
        if (ban.way() instanceof Way.ByHand(Message how)) {
            below.add(wrapped(words.get(how), "muted"));
            return row(first, below);
        }
        Button lift = button("whitelists.banned.lift", "banned-lift", () -> model.unban(ban));
        lift.setDisable(model.busyProperty().get());
        Button let = button("whitelists.banned.exempt", "banned-exempt", () -> exempt.accept(ban));
        let.getStyleClass().add("flat");
        return row(first, below, lift, let);
    }

    private String times(Ban ban) {
        Instant since = ban.since();
        Instant until = ban.until();
        String begin = since == null
                ? ""
                : words.get(ban.atLeast() ? "whitelists.banned.sinceAtLeast" : "whitelists.banned.since",
                        words.formats().dateTime(since));
        String end = until == null ? "" : words.get("whitelists.banned.until", words.formats().dateTime(until));
        return begin.isEmpty() || end.isEmpty() ? begin + end : begin + " · " + end;
    }
}
