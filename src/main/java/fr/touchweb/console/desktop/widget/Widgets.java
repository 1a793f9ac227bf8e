package fr.touchweb.console.desktop.widget;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small pieces that every view needs, in the console's look. */
public final class Widgets {
    private Widgets() {}

    /** Empty room that takes what is left in a row. */
    public static Region grow() {
        Region region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    /** Draws nothing of a region beyond its own size. */
    public static void clip(Region region) {
        Rectangle own = new Rectangle();
        own.widthProperty().bind(region.widthProperty());
        own.heightProperty().bind(region.heightProperty());
        region.setClip(own);
    }

    /** A button whose words are never cut. */
    public static Button button(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** A button that is only an icon: always with a tooltip, which is also what a screen reader says. */
    public static Button iconButton(Ikon icon, String words) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().setAll("icon-button");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        return button;
    }

    /** A label with style classes of {@code console.css}. */
    public static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A small outlined word: {@code PRODUCTION}, {@code fin LTS}; kinds are danger, warning, good, neutral, accent. */
    public static Label badge(String text, String kind) {
        return label(text, "badge", kind);
    }

    /** A dot of state; always beside its word. Kinds are good, warning, danger, accent; anything else is grey. */
    public static Region dot(String kind) {
        Region dot = new Region();
        dot.getStyleClass().addAll("dot", kind);
        return dot;
    }

    /** Gives a node style classes and returns it. */
    public static <T extends Node> T styled(T node, String... styles) {
        node.getStyleClass().addAll(styles);
        return node;
    }

    /**
     * How a list that is only chosen from shows its items.
     *
     * @param words of an item, or of none
     */
    public static <T> StringConverter<T> showing(Function<@Nullable T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return words.apply(item);
            }

            /** Nobody types here: what is chosen stays. */
            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }
}
