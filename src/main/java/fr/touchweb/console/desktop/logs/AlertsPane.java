package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The alerts: what is watched for, when it was told last, and the form for one more. */
final class AlertsPane extends VBox {
    private final LogsModel model;
    private final Words words;
    private final AlertForm form;
    private final VBox list = new VBox();
    private final Listening listening = new Listening();

    AlertsPane(LogsModel model, Words words) {
        this.model = model;
        this.words = words;
        form = new AlertForm(model, words);
        list.getStyleClass().add("log-alerts");
        ScrollPane scroll = Scrolls.of(list);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(form, scroll);
        listening.list(model.alerts().rules(), this::build);
        listening.list(model.alerts().told(), this::build);
        listening.changes(words.formatsProperty(), formats -> build());
    }

    void opened() {
        form.suggest();
    }

    private void build() {
        list.getChildren().clear();
        if (model.alerts().rules().isEmpty()) {
            Label none = Widgets.label(words.get("logs.alerts.none"), "muted");
            none.setWrapText(true);
            list.getChildren().add(none);
        }
        model.alerts().rules().forEach(rule -> list.getChildren().add(row(rule)));
    }

    private HBox row(AlertRule rule) {
        Instant muted = model.alerts().mutedUntil(rule);
        Instant last = model.alerts().last(rule);
        Label text = new Label(words.get(LogAlerts.words(rule)));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Label state = Widgets.label(muted != null
                ? words.get("logs.alerts.muted", words.formats().time(muted))
                : last == null
                        ? words.get("logs.alerts.calm")
                        : words.get("logs.alerts.times",
                                model.alerts().count(rule)),
                muted != null ? "muted" : last == null ? "good" : "danger");
        state.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, Widgets.dot(muted != null ? "" : last == null ? "good" : "danger"), text, state);
        if (last != null) {
            Hyperlink show = new Hyperlink(words.get("logs.alerts.show", words.formats().time(last)));
            show.setMinWidth(Region.USE_PREF_SIZE);
            show.setOnAction(event -> model.alerts().told().stream().filter(alert -> alert.rule().equals(rule))
                    .findFirst().ifPresent(alert -> model.moments().alert(alert.at(), alert.number())));
            line.getChildren().add(show);
        }
        Button mute = Widgets.iconButton(muted == null ? Feather.BELL_OFF : Feather.BELL,
                words.get(muted == null ? "logs.alerts.mute" : "logs.alerts.unmute"));
        mute.getStyleClass().add("alert-mute");
        mute.setOnAction(event -> model.alerts().mute(rule));
        Button remove = Widgets.iconButton(Feather.X, words.get("logs.alerts.remove"));
        remove.getStyleClass().add("alert-remove");
        remove.setOnAction(event -> model.alerts().remove(rule));
        line.getChildren().addAll(mute, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("log-alert");
        return line;
    }

    void dispose() {
        listening.stop();
    }
}
