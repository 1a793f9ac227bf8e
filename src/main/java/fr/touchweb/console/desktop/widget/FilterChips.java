package fr.touchweb.console.desktop.widget;

import javafx.scene.layout.FlowPane;

/** Filters beside each other with the field that adds one, on as many lines as they need. */
public abstract class FilterChips extends FlowPane {
    private static final double GAP = 6;

    protected FilterChips() {
        super(GAP, GAP);
        getStyleClass().add("filter-chips");
        // Else it asks for the height that its chips would need at a FlowPane's usual length, whatever its own is.
        widthProperty().addListener((p, before, width) -> setPrefWrapLength(width.doubleValue()));
    }
}
