package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.whitelist.ConfirmationReview;
import fr.touchweb.console.core.whitelist.register.Entry;
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

/** The changes of a server's register, each with the state before it, and what going back there would do. */
final class HistoryPane extends SidePane {
    private static final int MOST_ENDED = 12;

    private final HistoryModel model;
    private final Consumer<Entry> again;

    /** @param again opens the form with an entry that needs a confirmation to come back */
    HistoryPane(HistoryModel model, Words words, Listening listening, Consumer<Entry> again, Runnable close) {
        super(Beside.HISTORY, model, words, close);
        this.model = model;
        this.again = again;
        above(wrapped(words.get("whitelists.history.text"), "muted"));
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        ConfirmationReview review = model.review();
        if (review != null && !review.isEmpty()) {
            review(review, nodes);
        }
        outcomes(nodes);
        for (Entry entry : model.toConfirm()) {
            nodes.add(row(Widgets.label(entry.cidr().toString(), "mono", "medium"),
                    List.of(wrapped(words.get("whitelists.history.toConfirm", entry.reason()), "warning")),
                    button("whitelists.again", "history-again", () -> again.accept(entry))));
        }
        if (model.versions().isEmpty() && !model.busyProperty().get()) {
            nodes.add(wrapped(words.get("whitelists.history.none"), "muted"));
        }
        for (String version : model.versions()) {
            nodes.add(version(version));
        }
    }

    /** How confirmations went, for the monthly look at them. */
    private void review(ConfirmationReview review, List<Node> nodes) {
        WhitelistPolicy policy = model.list.whitelists().policy();
        nodes.add(wrapped(words.get(review.text(policy.historyDays())), "muted"));
        if (review.confirmed() > 0) {
            boolean hasty = review.medianMillis() < policy.reviewMillis();
            nodes.add(wrapped(words.get(hasty ? "whitelists.history.hasty" : "whitelists.history.read",
                    words.formats().decimal(review.medianMillis() / 1000.0, 1),
                    words.formats().decimal(policy.reviewMillis() / 1000.0, 1)), hasty ? "warning" : "muted"));
        }
        for (ConfirmationReview.Row row : review.rows()) {
            List<Label> below = new ArrayList<>();
            below.add(wrapped(words.get("whitelists.history.confirmed", row.confirmed(), row.atOnce(),
                    words.formats().decimal(row.medianMillis() / 1000.0, 1), row.refused()), "muted"));
            if (row.over() > 0) {
                below.add(wrapped(
                        words.get("whitelists.history.over", row.over(), row.undone(), row.unused(), row.attacked()),
                        row.attacked() > 0 ? "warning" : "muted"));
            }
            nodes.add(row(Widgets.label(words.get("whitelists.history.who", row.person(), row.tier()), "medium"),
                    below));
        }
    }

    /** What became of what was let in: who confirms the next one should have seen it. */
    private void outcomes(List<Node> nodes) {
        if (model.ended().isEmpty()) {
            return;
        }
        nodes.add(wrapped(words.get("whitelists.history.outcomes", model.list.whitelists().policy().historyDays()),
                "medium"));
        for (HistoryModel.Ended one : model.ended().subList(0, Math.min(MOST_ENDED, model.ended().size()))) {
            Entry entry = one.entry();
            List<Label> below = new ArrayList<>();
            below.add(wrapped(words.get("whitelists.history.outcome", words.get(one.sequel().title()),
                    words.formats().dateTime(one.at()), entry.author()), "muted"));
            below.add(wrapped(words.get("whitelists.history.came", entry.seen(), entry.cidr().weight(), entry.hits()),
                    "muted"));
            if (entry.attack() != null) {
                below.add(wrapped(words.get("whitelists.attack", entry.attack().bans(),
                        words.formats().dateTime(entry.attack().last())), "warning"));
            }
            nodes.add(row(Widgets.label(words.get(entry.scope().title()) + " " + entry.cidr(), "mono", "medium"),
                    below));
        }
        if (model.ended().size() > MOST_ENDED) {
            nodes.add(wrapped(words.get("whitelists.history.more", model.ended().size() - MOST_ENDED), "muted"));
        }
    }

    private Node version(String version) {
        Instant moment = HistoryModel.moment(version);
        Label first = wrapped(moment == null
                ? version
                : words.get("whitelists.history.before", words.formats().dateTime(moment)), "medium");
        HistoryModel.Preview preview = model.preview();
        if (preview == null || !preview.version().equals(version)) {
            return row(first, List.of(), button("whitelists.history.look", "history-look", () -> model.look(version)));
        }
        List<Label> below = new ArrayList<>();
        if (preview.out().isEmpty() && preview.again().isEmpty()) {
            below.add(wrapped(words.get("whitelists.history.same"), "muted"));
            return row(first, below);
        }
        preview.out().forEach(entry -> below.add(wrapped("− " + line(entry), "mono", "danger")));
        preview.again().forEach(entry -> below
                .add(wrapped(words.get("whitelists.history.needs", "+ " + line(entry)), "mono", "muted")));
        Button restore = button("whitelists.history.restore", "history-restore", model::restore);
        restore.setDisable(model.busyProperty().get());
        return row(first, below, restore);
    }

    private String line(Entry entry) {
        return words.get(entry.scope().title()) + " " + entry.cidr() + " " + entry.reason();
    }
}
