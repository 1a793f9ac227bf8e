package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The form of an addition, and the card of what is known about it. Beside the list, not above it. */
final class AddPane extends ScrollPane {
    private static final double LABEL = 96;

    private final AddModel model;
    private final Words words;
    private final TextField address;
    private final VBox said = new VBox();
    private final ReviewCard card;

    AddPane(AddModel model, Words words, Listening listening) {
        this.model = model;
        this.words = words;
        card = new ReviewCard(model, words);
        address = field("whitelists.add.address", model.textProperty(), "wl-address", listening);
        address.getStyleClass().add("mono");
        VBox form = Widgets.styled(new VBox(), "wl-form");
        form.getChildren().addAll(Widgets.label(words.get("whitelists.add.title"), "heading"),
                row("whitelists.add.address", address),
                row("whitelists.add.reason",
                        field("whitelists.add.reasonHint", model.reasonProperty(), "wl-reason", listening)),
                row("whitelists.add.requester",
                        field("whitelists.add.requesterHint", model.requesterProperty(), "wl-requester", listening)),
                row("whitelists.add.kind", kinds(listening)),
                row("whitelists.add.days",
                        field("whitelists.add.daysHint", model.daysProperty(), "wl-days", listening)));
        Button assess = new Button(words.get("whitelists.add.assess"));
        assess.setId("wl-assess");
        assess.setOnAction(event -> model.assess());
        listening.now(model.busyProperty(), assess::setDisable);
        Button close = new Button(words.get("whitelists.add.close"));
        close.getStyleClass().add("flat");
        close.setId("wl-close");
        close.setOnAction(event -> model.close());
        form.getChildren().add(Widgets.styled(new HBox(assess, Widgets.grow(), close), "wl-last-row"));
        said.getStyleClass().add("wl-said");
        setContent(Widgets.styled(new VBox(form, said, card), "wl-add"));
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("wl-side");
        listening.now(model.changesProperty(), count -> refresh());
    }

    private void refresh() {
        said.getChildren().clear();
        Message problem = model.problem();
        if (model.busyProperty().get()) {
            said.getChildren().add(Widgets.label(words.get("whitelists.add.busy"), "muted"));
        }
        Assessment assessment = model.assessment();
        if (problem != null && (assessment == null || assessment.readings().isEmpty())) {
            said.getChildren().add(ReviewCard.message(words, problem));
        }
        said.setManaged(!said.getChildren().isEmpty());
        card.refresh();
    }

    private HBox row(String key, Region field) {
        Label label = Widgets.label(words.get(key), "muted");
        label.setMinWidth(LABEL);
        label.setPrefWidth(LABEL);
        label.setLabelFor(field);
        field.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(field, Priority.ALWAYS);
        return Widgets.styled(new HBox(label, field), "wl-form-row");
    }

    private TextField field(String hint, StringProperty value, String id, Listening listening) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(words.get(hint));
        listening.now(value, now -> {
            if (!now.equals(field.getText())) {
                field.setText(now);
            }
        });
        field.textProperty().addListener((p, before, now) -> value.set(now));
        // It only reads: nothing is armed by Enter.
        field.setOnAction(event -> model.assess());
        return field;
    }

    private ComboBox<Entry.Kind> kinds(Listening listening) {
        ComboBox<Entry.Kind> box = new ComboBox<>();
        box.getItems().setAll(Entry.Kind.values());
        box.setConverter(Widgets.showing(kind -> kind == null ? "" : words.get(kind.title())));
        box.setId("wl-kind");
        listening.now(model.kindProperty(), box::setValue);
        box.valueProperty().addListener((p, before, now) -> model.kindProperty().set(now));
        return box;
    }

    void focusAddress() {
        address.requestFocus();
    }
}
