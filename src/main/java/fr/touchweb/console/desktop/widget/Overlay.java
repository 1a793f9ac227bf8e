package fr.touchweb.console.desktop.widget;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The layer above everything: boxes and panels inside the window, so that they are drawn wherever the scene is drawn. The
 * topmost has the keyboard; Escape and a click beside it dismiss it. JavaFX thread only.
 */
public final class Overlay extends Pane {
    private static final double MARGIN = 8;

    /** Where a box stands. */
    public sealed interface Place {
        /** In the middle, a little above. */
        record Centre() implements Place {}

        /** Centred, its top at this distance from that of the window. */
        record Top(double distance) implements Place {}

        /** Below a node, its left or right edge in line with that of the node. */
        record Below(Node anchor, boolean alignRight) implements Place {}

        /** At the right edge over the whole height. */
        record RightSheet() implements Place {}
    }

    /**
     * A box that is open.
     *
     * @param dismissed what Escape and a click beside it do, after it was taken away
     */
    private record Box(Region content, Place place, @Nullable Region veil, Runnable dismissed,
            @Nullable Node focusBefore) {}

    private final List<Box> boxes = new ArrayList<>();
    private final ChangeListener<Node> focusGuard = (p, before, now) -> keepFocus(now);

    public Overlay() {
        getStyleClass().add("overlay");
        setPickOnBounds(false);
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !boxes.isEmpty()) {
                event.consume();
                dismissTop();
            }
        });
        sceneProperty().addListener((p, before, now) -> {
            if (before != null) {
                before.focusOwnerProperty().removeListener(focusGuard);
            }
            if (now != null) {
                now.focusOwnerProperty().addListener(focusGuard);
            }
        });
    }

    /**
     * Opens a box above all others.
     *
     * @param modal draws a veil; a click on it does nothing
     * @param firstFocus gets the keyboard; null for the first thing inside that can have it
     * @param dismissed runs after Escape or a click beside took the box away, not after {@link #close}
     */
    public void open(Region content, Place place, boolean modal, @Nullable Node firstFocus, Runnable dismissed) {
        Scene scene = getScene();
        Region veil = new Region();
        veil.getStyleClass().add(modal ? "veil" : "catcher");
        veil.setOnMousePressed(event -> {
            event.consume();
            if (!modal && event.getButton() != MouseButton.NONE) {
                dismissTop();
            }
        });
        boxes.add(new Box(content, place, veil, dismissed, scene == null ? null : scene.getFocusOwner()));
        getChildren().addAll(veil, content);
        setVisible(true);
        requestLayout();
        Node focus = firstFocus == null ? firstFocusable(content) : firstFocus;
        if (focus != null) {
            focus.requestFocus();
        }
    }

    /** Takes a box away and gives the focus back to where it was. */
    public void close(Region content) {
        boxes.stream().filter(box -> box.content() == content).findFirst().ifPresent(box -> {
            boxes.remove(box);
            getChildren().removeAll(box.veil(), box.content());
            setVisible(!boxes.isEmpty());
            if (box.focusBefore() != null && box.focusBefore().getScene() != null) {
                box.focusBefore().requestFocus();
            }
        });
    }

    public boolean isOpen(Region content) {
        return boxes.stream().anyMatch(box -> box.content() == content);
    }

    /** Whether any box is open. */
    public boolean isBusy() {
        return !boxes.isEmpty();
    }

    /** Does what Escape does: takes the topmost box away. */
    public void dismiss() {
        if (!boxes.isEmpty()) {
            dismissTop();
        }
    }

    private void dismissTop() {
        Box top = boxes.getLast();
        close(top.content());
        top.dismissed().run();
    }

    private void keepFocus(@Nullable Node owner) {
        if (boxes.isEmpty()) {
            return;
        }
        Region top = boxes.getLast().content();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node == top) {
                return;
            }
        }
        Node first = firstFocusable(top);
        if (first != null) {
            first.requestFocus();
        }
    }

    private static @Nullable Node firstFocusable(Node node) {
        if (node.isFocusTraversable() && !node.isDisabled() && node.isVisible()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstFocusable(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        for (Box box : boxes) {
            if (box.veil() != null) {
                box.veil().resizeRelocate(0, 0, width, height);
            }
            Region content = box.content();
            double w = Math.min(snapSizeX(content.prefWidth(-1)), width - 2 * MARGIN);
            double h = Math.min(snapSizeY(content.prefHeight(w)), height - 2 * MARGIN);
            switch (box.place()) {
                case Place.Centre() -> content.resizeRelocate(Math.round((width - w) / 2),
                        Math.round(Math.max(MARGIN, (height - h) * 0.42)), w, h);
                case Place.Top(double distance) -> content.resizeRelocate(Math.round((width - w) / 2), distance, w,
                        Math.min(h, height - distance - MARGIN));
                case Place.Below(Node anchor, boolean right) -> {
                    Bounds bounds = anchor.localToScene(anchor.getLayoutBounds());
                    Point2D low = sceneToLocal(bounds.getMinX(), bounds.getMaxY());
                    Point2D high = sceneToLocal(bounds.getMaxX(), bounds.getMaxY());
                    double x = right ? high.getX() - w : low.getX();
                    double y = low.getY() + 4;
                    content.resizeRelocate(Math.round(Math.clamp(x, MARGIN, Math.max(MARGIN, width - w - MARGIN))),
                            Math.round(y), w, Math.min(h, height - y - MARGIN));
                }
                case Place.RightSheet() -> content.resizeRelocate(width - w, 0, w, height);
            }
        }
    }
}
