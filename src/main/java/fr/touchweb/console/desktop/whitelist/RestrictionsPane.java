package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.whitelist.Restriction;
import fr.touchweb.console.core.whitelist.Restriction.Trial;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.register.Waiver;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The doors of a server as they were met, not as the register says they are. */
final class RestrictionsPane extends SidePane {
    private final RestrictionsModel model;
    private final ListModel list;
    private final Consumer<Scope> edit;
    private final VBox form = Widgets.styled(new VBox(), "wl-form");
    private final Label door = Widgets.label("", "medium");

    /** @param edit brings the list of a door into sight, with the form of an addition */
    RestrictionsPane(RestrictionsModel model, ListModel list, Words words, Listening listening, Consumer<Scope> edit,
            Runnable close) {
        super(Beside.RESTRICTIONS, model, words, close);
        this.model = model;
        this.list = list;
        this.edit = edit;
        FormFields fields = new FormFields(words, listening, model::waive);
        Button note = button("whitelists.waiver.note", "waiver-note", model::waive);
        note.getStyleClass().add("accent");
        Button cancel = button("whitelists.waiver.close", "waiver-close", () -> model.begin(null));
        cancel.getStyleClass().add("flat");
        form.getChildren().addAll(door, wrapped(words.get("whitelists.waiver.text"), "muted"),
                fields.row("whitelists.waiver.who",
                        fields.text("whitelists.waiver.whoHint", model.whoProperty(), "waiver-who")),
                fields.row("whitelists.waiver.what",
                        fields.text("whitelists.waiver.whatHint", model.textProperty(), "waiver-text")),
                Widgets.styled(new HBox(note, Widgets.grow(), cancel), "wl-last-row"));
        Button again = button("whitelists.restrictions.again", "restrictions-again", model::read);
        listening.now(model.busyProperty(), again::setDisable);
        above(wrapped(words.get("whitelists.restrictions.text"), "muted"), new HBox(again), form);
        listen(listening);
    }

    @Override
    void fill(List<Node> nodes) {
        Scope waiving = model.waiving();
        form.setVisible(waiving != null);
        form.setManaged(waiving != null);
        if (waiving != null) {
            door.setText(words.get("whitelists.waiver.door", words.get(waiving.title())));
        }
        model.found().forEach(found -> nodes.add(row(found)));
        if (model.found().isEmpty() && !model.busyProperty().get() && model.said() == null) {
            nodes.add(wrapped(words.get("whitelists.restrictions.none"), "muted"));
        }
    }

    private Node row(Restriction found) {
        Waiver waiver = found.waiver();
        HBox first = Widgets.styled(new HBox(Widgets.label(words.get(found.scope().title()), "medium"),
                Widgets.grow(), Widgets.badge(words.get("whitelists.restrictions.verdict."
                        + found.verdict().name().toLowerCase(Locale.ROOT)), kind(found))),
                "wl-form-row");
        List<Label> below = new ArrayList<>();
        below.add(wrapped(words.get(found.text()), "wl-fact"));
        found.trials().forEach(trial -> below.add(wrapped(trial(trial, found.server()), "muted")));
        below.add(wrapped(words.get("whitelists.restrictions.listed", found.listed()), "muted"));
        found.notes().forEach(note -> below.add(wrapped(words.get(note), "muted")));
        if (waiver != null) {
            below.add(wrapped(words.get("whitelists.waiver.stands", waiver.who(),
                    words.formats().date(waiver.created()), waiver.text(), waiver.author()), "warning"));
        }
        Button add = button("whitelists.restrictions.edit", "restriction-edit", () -> edit.accept(found.scope()));
        if (list.whitelists().waivers().may() instanceof Decision.Denied) {
            return row(first, below, add);
        }
        Button change = waiver == null
                ? button("whitelists.waiver.begin", "waiver-begin", () -> model.begin(found.scope()))
                : button("whitelists.waiver.end", "waiver-end", () -> model.endWaiver(found.scope()));
        change.getStyleClass().add("flat");
        change.setDisable(model.busyProperty().get());
        return row(first, below, add, change);
    }

    private String trial(Trial trial, String server) {
        String from = trial.from() == null ? words.get("whitelists.restrictions.here") : trial.from();
        String key = server.equals(trial.from())
                ? "whitelists.restrictions.fromItself"
                : trial.listed() ? "whitelists.restrictions.fromListed" : "whitelists.restrictions.from";
        return words.get(key, from, words.get(trial.text()));
    }

    /** An open door is a danger, unless its client answers for it. */
    private static String kind(Restriction found) {
        return switch (found.verdict()) {
            case RESTRICTED -> "good";
            case OPEN -> found.waiver() == null ? "danger" : "warning";
            case CONFIGURED, UNKNOWN -> "warning";
        };
    }
}
