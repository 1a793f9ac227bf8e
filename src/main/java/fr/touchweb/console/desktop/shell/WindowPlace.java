package fr.touchweb.console.desktop.shell;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;

/**
 * Where a window stands, in pixels of the desktop.
 *
 * @param maximized whether it fills its screen; the figures are then those to go back to
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximized) {
    public static final double MIN_WIDTH = 900;
    public static final double MIN_HEIGHT = 560;
    /** So much of the title bar must be on a screen for a person to get hold of it. */
    private static final double GRIP = 120;

    /** This place, cut to the screen that it is on; empty when no screen shows enough of it any more. */
    public Optional<WindowPlace> on(List<Rectangle2D> screens) {
        for (Rectangle2D screen : screens) {
            double seen = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
            boolean top = y >= screen.getMinY() - 1 && y <= screen.getMaxY() - GRIP;
            if (seen >= Math.min(GRIP, width) && top) {
                double w = Math.min(Math.max(width, MIN_WIDTH), screen.getWidth());
                double h = Math.min(Math.max(height, MIN_HEIGHT), screen.getHeight());
                double left = Math.clamp(x, screen.getMinX(), Math.max(screen.getMinX(), screen.getMaxX() - w));
                double up = Math.clamp(y, screen.getMinY(), Math.max(screen.getMinY(), screen.getMaxY() - h));
                return Optional.of(new WindowPlace(left, up, w, h, maximized));
            }
        }
        return Optional.empty();
    }
}
