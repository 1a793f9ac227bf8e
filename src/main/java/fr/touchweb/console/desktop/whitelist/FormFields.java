package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Rows of a form beside the list: a label of one width, and a field that follows its model. */
final class FormFields {
    private static final double LABEL = 96;

    private final Words words;
    private final Listening listening;
    private final Runnable whenEntered;

    /** @param whenEntered what Enter in a text field does */
    FormFields(Words words, Listening listening, Runnable whenEntered) {
        this.words = words;
        this.listening = listening;
        this.whenEntered = whenEntered;
    }

    HBox row(String key, Region field) {
        Label label = Widgets.label(words.get(key), "muted");
        label.setMinWidth(LABEL);
        label.setPrefWidth(LABEL);
        label.setLabelFor(field);
        field.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(field, Priority.ALWAYS);
        return Widgets.styled(new HBox(label, field), "wl-form-row");
    }

    TextField text(String hint, Property<String> value, String id) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(words.get(hint));
        listening.now(value, now -> {
            if (!now.equals(field.getText())) {
                field.setText(now);
            }
        });
        field.textProperty().addListener((p, before, now) -> value.setValue(now));
        field.setOnAction(event -> whenEntered.run());
        return field;
    }

    ComboBox<Entry.Kind> kinds(Property<Entry.Kind> value, String id) {
        ComboBox<Entry.Kind> box = new ComboBox<>();
        box.getItems().setAll(Entry.Kind.values());
        box.setConverter(Widgets.showing(kind -> kind == null ? "" : words.get(kind.title())));
        box.setId(id);
        listening.now(value, box::setValue);
        box.valueProperty().addListener((p, before, now) -> value.setValue(now));
        return box;
    }
}
