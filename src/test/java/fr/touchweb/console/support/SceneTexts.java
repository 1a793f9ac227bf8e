package fr.touchweb.console.support;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * All words of the windows: what is drawn, what a tooltip would show, what a screen reader is told. The characters of a
 * password field are left out, what it draws and tells is not. JavaFX thread.
 */
public final class SceneTexts {
    private SceneTexts() {}

    /** Of every window that is open, popups included. */
    public static String ofWindows() {
        List<String> all = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            if (window instanceof Stage stage) {
                all.add(String.valueOf(stage.getTitle()));
            }
            if (window.getScene() != null) {
                collect(window.getScene().getRoot(), all);
            }
        }
        return String.join("\n", all);
    }

    private static void collect(Node node, List<String> all) {
        switch (node) {
            case Text text -> all.add(text.getText());
            case PasswordField field -> all.add(String.valueOf(field.getPromptText()));
            case TextInputControl field -> all.add(field.getText() + "\n" + field.getPromptText());
            case Labeled labeled -> all.add(labeled.getText());
            default -> {
            }
        }
        if (node instanceof Control control && control.getTooltip() != null) {
            all.add(control.getTooltip().getText());
        }
        all.add(node.getAccessibleText() + "\n" + node.getAccessibleHelp() + "\n"
                + node.queryAccessibleAttribute(AccessibleAttribute.TEXT) + "\n" + node.getUserData());
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }
}
