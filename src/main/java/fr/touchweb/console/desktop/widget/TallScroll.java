package fr.touchweb.console.desktop.widget;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** Scrolls upright only, and asks for the height that its content has at the width at hand, wrapped lines and all. */
public final class TallScroll extends ScrollPane {
    private static final double BAR = 12;

    private final Region content;

    public TallScroll(Region content) {
        super(content);
        this.content = content;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset() - BAR;
        return content.prefHeight(inner) + snappedTopInset() + snappedBottomInset() + 2;
    }
}
