package fr.touchweb.console.desktop.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** What a screen reader can say of the controls in sight. JavaFX thread only. */
public final class SpokenWords {
    private SpokenWords() {}

    /** Controls that a person can use now, as far as they take the focus at all; what is inside of one is its own affair. */
    public static List<Control> usable(Node node) {
        List<Control> found = new ArrayList<>();
        if (!node.isVisible() || node.isDisabled()) {
            return found;
        }
        if (node instanceof Control control && node.isFocusTraversable() && node.getLayoutBounds().getWidth() > 0) {
            found.add(control);
        }
        if (node instanceof Parent parent && (!(node instanceof Control) || node instanceof ScrollPane)) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(usable(child)));
        }
        return found;
    }

    /** Words for a node; empty when there are none. */
    public static String of(Parent root, Node node) {
        Stream<@Nullable String> own = Stream.of(node.getAccessibleText(), node.getAccessibleHelp(),
                node instanceof Labeled labeled ? labeled.getText() : null,
                node instanceof TextInputControl field ? field.getPromptText() : null,
                node instanceof ComboBoxBase<?> box ? box.getPromptText() : null,
                node instanceof ComboBoxBase<?> box && box.getValue() != null ? box.getValue().toString() : null,
                node instanceof Control control && control.getTooltip() != null
                        ? control.getTooltip().getText()
                        : null);
        Stream<@Nullable String> labels = root.lookupAll(".label").stream()
                .map(other -> other instanceof Label label && label.getLabelFor() == node ? label.getText() : null);
        return Stream.concat(own, labels).filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** Controls of a scene without any words, by type, id and style classes. */
    static List<String> silent(Parent root) {
        return usable(root).stream().filter(control -> of(root, control).isEmpty())
                .map(control -> control.getClass().getSimpleName()
                        + (control.getId() == null ? "" : "#" + control.getId())
                        + control.getStyleClass().stream().map(style -> "." + style).collect(Collectors.joining()))
                .toList();
    }
}
