package fr.touchweb.console.desktop.widget;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/** Filters beside each other with the field that adds one, on as many lines as they need. */
public abstract class FilterChips extends FlowPane {
    private static final double GAP = 6;

    protected FilterChips() {
        super(GAP, GAP);
        getStyleClass().add("filter-chips");
    }

    /** A FlowPane asks for the height that its chips would need at its usual length, whatever its own is. */
    @Override
    protected double computePrefHeight(double width) {
        double room = (width < 0 ? getPrefWrapLength() : width) - snappedLeftInset() - snappedRightInset();
        double lines = 0;
        double line = 0;
        double used = 0;
        for (Node chip : getManagedChildren()) {
            double own = snapSizeX(chip.prefWidth(-1));
            if (used > 0 && used + GAP + own > room) {
                lines += line + GAP;
                line = 0;
                used = 0;
            }
            used += (used > 0 ? GAP : 0) + own;
            line = Math.max(line, snapSizeY(chip.prefHeight(-1)));
        }
        return snappedTopInset() + lines + line + snappedBottomInset();
    }
}
