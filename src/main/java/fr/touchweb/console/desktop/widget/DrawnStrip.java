package fr.touchweb.console.desktop.widget;

import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/** A strip of one height over the width of a page, drawn anew whenever its size changes. JavaFX thread only. */
public abstract class DrawnStrip extends Region {
    protected final Canvas canvas = new Canvas();
    private final double height;

    /** @param height in pixels, insets included */
    protected DrawnStrip(double height) {
        this.height = height;
        setMinHeight(height);
        setMaxHeight(height);
        getChildren().add(canvas);
    }

    /** Draws what is known now. */
    protected abstract void draw();

    @Override
    protected double computePrefHeight(double width) {
        return height;
    }

    @Override
    protected void layoutChildren() {
        double left = getInsets().getLeft();
        canvas.setWidth(Math.max(0, getWidth() - left - getInsets().getRight()));
        canvas.setHeight(Math.max(0, getHeight() - getInsets().getTop() - getInsets().getBottom()));
        canvas.relocate(left, getInsets().getTop());
        draw();
    }
}
