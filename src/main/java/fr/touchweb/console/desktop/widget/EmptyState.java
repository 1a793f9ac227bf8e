package fr.touchweb.console.desktop.widget;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a page or a list says when there is nothing to show: what this is, and the one action that starts it. */
public final class EmptyState extends VBox {
    private static final double LINE_WIDTH = 460;

    public EmptyState(String title, String text, @Nullable Button action) {
        getStyleClass().add("empty-state");
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMaxWidth(LINE_WIDTH);
        words.setAlignment(Pos.CENTER);
        getChildren().addAll(Widgets.label(title, "empty-title"), words);
        if (action != null) {
            getChildren().add(action);
        }
    }
}
