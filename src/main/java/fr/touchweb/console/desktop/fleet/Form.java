package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Labelled fields with what is wrong beside each; the whole is valid when nothing is. */
abstract class Form extends GridPane {
    private final Words words;
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid");
    private final List<Runnable> checks = new ArrayList<>();
    private boolean good;

    Form(Words words) {
        this.words = words;
        getStyleClass().add("fleet-form");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(128);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        fields.setMinWidth(300);
        getColumnConstraints().setAll(names, fields);
    }

    final Words words() {
        return words;
    }

    final ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /**
     * A text field in a row of its own.
     *
     * @param check null when the text is right, else what is wrong; gets it without blanks around
     */
    final TextField field(String key, String id, String text, Function<String, @Nullable Message> check) {
        return field(key, id, new TextField(text), check);
    }

    /** A field of several lines in a row of its own. */
    final TextArea area(String key, String id, String text, int lines, Function<String, @Nullable Message> check) {
        TextArea area = new TextArea(text);
        area.setPrefRowCount(lines);
        return field(key, id, area, check);
    }

    private <T extends TextInputControl> T field(String key, String id, T field,
            Function<String, @Nullable Message> check) {
        field.setId(id);
        Label wrong = Widgets.label("", "caption", "danger");
        wrong.setWrapText(true);
        row(key, field);
        add(wrong, 1, getRowCount());
        boolean[] touched = {!field.getText().isEmpty()};
        Runnable one = () -> {
            Message problem = check.apply(field.getText().strip());
            good &= problem == null;
            boolean tell = problem != null && touched[0];
            field.getStyleClass().remove("wrong");
            if (problem != null && tell) {
                field.getStyleClass().add("wrong");
                wrong.setText(words.get(problem));
            }
            wrong.setVisible(tell);
            wrong.setManaged(tell);
        };
        checks.add(one);
        field.textProperty().addListener((p, before, after) -> {
            touched[0] = true;
            check();
        });
        return field;
    }

    final void row(String key, Control control) {
        Label label = new Label(words.get(key));
        label.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        addRow(getRowCount(), label, control);
    }

    final void line(Node... nodes) {
        HBox line = new HBox(12, nodes);
        line.getStyleClass().add("fleet-form-line");
        add(line, 1, getRowCount());
    }

    final void check() {
        good = true;
        checks.forEach(Runnable::run);
        valid.set(good);
    }

    static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
