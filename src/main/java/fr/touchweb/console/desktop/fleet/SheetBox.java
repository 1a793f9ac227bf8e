package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A box of the sheet: its title folds it, a few words at the right sum it up. */
final class SheetBox extends VBox {
    private final VBox body = new VBox();

    /**
     * @param open whether it is unfolded now
     * @param toggled hears of each change
     */
    SheetBox(String title, String summary, String summaryStyle, boolean open, Consumer<Boolean> toggled) {
        getStyleClass().add("sheet-section");
        Label sum = Widgets.label(summary, "caption");
        if (!summaryStyle.isEmpty()) {
            sum.getStyleClass().add(summaryStyle);
        }
        HBox line = new HBox(Widgets.label(title, "heading"), Widgets.grow(), sum);
        line.setAlignment(Pos.CENTER_LEFT);
        Button head = new Button();
        head.getStyleClass().setAll("sheet-head");
        head.setGraphic(line);
        head.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        head.setMaxWidth(Double.MAX_VALUE);
        head.setAccessibleText(title + " " + summary);
        line.prefWidthProperty().bind(head.widthProperty());
        body.getStyleClass().add("sheet-body");
        head.setOnAction(event -> {
            boolean now = !body.isVisible();
            unfold(now);
            toggled.accept(now);
        });
        getChildren().addAll(head, body);
        unfold(open);
    }

    private void unfold(boolean open) {
        body.setVisible(open);
        body.setManaged(open);
    }

    void add(Node node) {
        body.getChildren().add(node);
    }
}
