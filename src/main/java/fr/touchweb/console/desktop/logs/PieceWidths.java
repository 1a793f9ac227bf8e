package fr.touchweb.console.desktop.logs;

import java.util.List;
import javafx.scene.control.Label;

/**
 * Room for the pieces of a row. Where there is too little, what can be spared goes first, then the longest piece is cut, so
 * that the status behind a long path is seen.
 */
final class PieceWidths {
    private PieceWidths() {}

    /**
     * A piece, or a part of one that has another ground.
     *
     * @param spaced whether there is room before it
     * @param spare whether it is the first to go
     */
    record Part(Label label, boolean spaced, boolean spare) {}

    /**
     * Widths, 0 for what goes.
     *
     * @param least what is left of the longest piece
     */
    static double[] of(List<Part> parts, double room, double gap, double least) {
        double[] widths = new double[parts.size()];
        double all = 0;
        int longest = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = parts.get(i).label().prefWidth(-1);
            all += widths[i] + (i > 0 && parts.get(i).spaced() ? gap : 0);
            longest = !parts.get(i).spare() && (widths[i] > widths[longest] || parts.get(longest).spare())
                    ? i
                    : longest;
        }
        for (int i = 0; i < widths.length && all - Math.max(0, widths[longest] - least) > room; i++) {
            if (parts.get(i).spare() && i != longest) {
                all -= widths[i] + (parts.get(i).spaced() ? gap : 0);
                widths[i] = 0;
            }
        }
        if (widths.length > 0 && all > room) {
            widths[longest] = Math.max(Math.min(widths[longest], least), widths[longest] - (all - room));
        }
        return widths;
    }
}
