package fr.touchweb.console.desktop.diagnose;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The column beside a result: what made it, scrolled, above what can be done with it. */
abstract class SidePane extends VBox {
    final VBox content = new VBox();

    /** @param foot stands below, whatever is shown: what can be done with the report */
    SidePane(Node foot) {
        getStyleClass().addAll("sheet-pane", "evidence");
        content.getStyleClass().add("evidence-body");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, foot);
    }
}
