package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Mention;
import fr.touchweb.console.core.whitelist.Whitelists.Found;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One view over many servers: where an address is let in, and by which entry. */
final class WherePane extends SidePane {
    private final WhereModel model;
    private final TextField field = new TextField();
    private final Consumer<Found> show;

    /** @param show brings the list of an entry into sight */
    WherePane(WhereModel model, Words words, Listening listening, Consumer<Found> show, Runnable close) {
        super(Beside.WHERE, model, words, close);
        this.model = model;
        this.show = show;
        field.setId("where-address");
        field.getStyleClass().add("mono");
        field.setPromptText(words.get("whitelists.add.address"));
        field.setAccessibleText(words.get("whitelists.where.title"));
        listening.now(model.textProperty(), now -> {
            if (!now.equals(field.getText())) {
                field.setText(now);
            }
        });
        field.textProperty().addListener((p, before, now) -> model.textProperty().set(now));
        field.setOnAction(event -> model.ask());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button ask = button("whitelists.where.ask", "where-ask", model::ask);
        above(wrapped(words.get("whitelists.where.text"), "muted"),
                Widgets.styled(new HBox(field, ask), "wl-form-row"));
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        WhereModel.Answer answer = model.answer();
        if (answer == null) {
            return;
        }
        answer.unread().forEach(unread -> nodes.add(wrapped(words.get(unread), "wl-notice", "warning")));
        nodes.add(wrapped(words.get(answer.found().isEmpty() ? "whitelists.where.none" : "whitelists.where.found",
                answer.cidr().toString(), answer.found().size(), answer.asked().size()), "medium"));
        answer.found().forEach(found -> nodes.add(row(found)));
        answer.outside().forEach((server, outside) -> {
            outside.bans().bans().forEach(ban -> nodes.add(row(head(ban.address(), server), List.of(
                    wrapped(words.get("whitelists.where.banned", ban.source(), ban.list()), "warning")))));
            outside.mentions().mentions().forEach(mention -> nodes.add(mention(server, mention)));
        });
        if (answer.whole() && answer.outside().values().stream()
                .allMatch(one -> one.bans().bans().isEmpty() && one.mentions().mentions().isEmpty())) {
            nodes.add(wrapped(words.get("whitelists.where.nowhere", answer.outside().size()), "muted"));
        }
    }

    private Node mention(String server, Mention mention) {
        List<Label> below = new ArrayList<>(List.of(wrapped(
                words.get(mention.kind() == Mention.Kind.ALLOWED
                        ? "whitelists.where.allowed"
                        : "whitelists.where.value", mention.source()),
                "wl-fact"), wrapped(mention.place(), "mono", "muted")));
        if (mention.says() != null) {
            below.add(wrapped(mention.says(), "mono", "muted"));
        }
        if (mention.until() != null) {
            below.add(
                    wrapped(words.get("whitelists.banned.until", words.formats().dateTime(mention.until())), "muted"));
        }
        return row(head(mention.range(), server), below);
    }

    private static HBox head(Cidr range, String badge) {
        return Widgets.styled(new HBox(Widgets.label(range.toString(), "mono", "medium"), Widgets.grow(),
                Widgets.badge(badge, "neutral")), "wl-form-row");
    }

    private Node row(Found found) {
        Entry entry = found.entry();
        return row(head(entry.cidr(), found.server() + " · " + words.get(entry.scope().title())),
                List.of(wrapped(words.get("whitelists.where.by", entry.reason(), entry.author(),
                        words.formats().date(entry.expires())), "wl-fact")),
                look(found));
    }

    private Button look(Found found) {
        Button button = button("whitelists.where.show", "where-show", () -> show.accept(found));
        button.getStyleClass().add("small");
        return button;
    }

    void focusField() {
        field.requestFocus();
    }
}
