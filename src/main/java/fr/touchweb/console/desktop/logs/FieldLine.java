package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** A line with a field for one question, there only while it is asked. */
final class FieldLine extends HBox {
    private final TextField field = new TextField();

    /**
     * @param id of the field
     * @param leave words of the cross
     * @param entered takes the text at Enter
     * @param left runs at the cross
     * @param more what stands between the field and the cross
     */
    FieldLine(String id, String prompt, String leave, Consumer<String> entered, Runnable left, Node... more) {
        super(8);
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setOnAction(event -> entered.accept(field.getText()));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button cross = Widgets.iconButton(Feather.X, leave);
        cross.setOnAction(event -> left.run());
        getChildren().add(field);
        getChildren().addAll(more);
        getChildren().add(cross);
        getStyleClass().add("log-search");
        close();
    }

    /** Shows the line, ready to type over what was asked before. */
    void open() {
        show(true);
        field.requestFocus();
        field.selectAll();
    }

    String text() {
        return field.getText();
    }

    /** Hides the line. */
    void close() {
        show(false);
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
