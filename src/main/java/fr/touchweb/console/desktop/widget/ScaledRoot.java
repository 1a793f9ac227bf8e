package fr.touchweb.console.desktop.widget;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Draws its content larger or smaller; the content is laid out in the room that is left at that scale. */
public final class ScaledRoot extends Pane {
    private final Region content;
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);

    public ScaledRoot(Region content) {
        this.content = content;
        Scale transform = new Scale(1, 1, 0, 0);
        transform.xProperty().bind(scale);
        transform.yProperty().bind(scale);
        content.getTransforms().add(transform);
        getChildren().add(content);
        scale.addListener((p, before, after) -> requestLayout());
    }

    public DoubleProperty scaleProperty() {
        return scale;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.get(), getHeight() / scale.get());
    }
}
