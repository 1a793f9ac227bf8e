package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.logs.RowText.Piece;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One row on the screen, used again for other lines as the view moves. */
final class LogRow extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double BAR = 3;
    private static final double TIME_AT = 13;
    private static final double TIME_CHARACTERS = 13.5;
    private static final double SOURCE_CHARACTERS = 16;
    private static final double GAP = 7;

    private final Region bar = new Region();
    private final Label time = new Label();
    private final Label source = new Label();
    private final Label more = new Label("…");
    private final Label mark = new Label("◆");
    private final List<Label> pieces = new ArrayList<>();
    private int used;
    private double character = 7.2;

    LogRow() {
        getStyleClass().add("log-row");
        bar.getStyleClass().add("log-bar");
        time.getStyleClass().add("log-time");
        source.getStyleClass().add("log-source");
        more.getStyleClass().add("log-more");
        mark.getStyleClass().add("log-mark");
        mark.setVisible(false);
        getChildren().addAll(bar, time, source, mark, more);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
    }

    /** Width of a character of the lines' font. */
    void character(double width) {
        character = width;
    }

    /** Shows a line. */
    void line(String clock, String from, String colour, List<Piece> text, List<List<int[]>> hits, boolean late,
            boolean marked, boolean selected) {
        style("log-row", late ? "late" : "");
        bar.setVisible(true);
        bar.getStyleClass().setAll("log-bar", colour);
        mark.setVisible(marked);
        set(time, clock);
        set(source, from);
        used = 0;
        for (int i = 0; i < text.size(); i++) {
            piece(text.get(i), hits.get(i), i > 0);
        }
        finish(selected);
        setAccessibleText(clock + " " + from + " "
                + String.join(" ", text.stream().map(Piece::text).toList()));
    }

    private void piece(Piece piece, List<int[]> hits, boolean spaced) {
        int at = 0;
        boolean first = spaced;
        for (int[] hit : hits) {
            int start = Math.min(hit[0], piece.text().length());
            int end = Math.min(hit[1], piece.text().length());
            if (start > at) {
                label(piece.text().substring(at, start), piece.look().name(), false, first);
                first = false;
            }
            if (end > Math.max(start, at)) {
                label(piece.text().substring(Math.max(start, at), end), piece.look().name(), true, first);
                first = false;
                at = end;
            }
        }
        if (at < piece.text().length()) {
            label(piece.text().substring(at), piece.look().name(), false, first);
        }
    }

    private void label(String text, String look, boolean hit, boolean spaced) {
        if (used == pieces.size()) {
            Label label = new Label();
            label.setEllipsisString("…");
            pieces.add(label);
            getChildren().add(getChildren().size() - 1, label);
        }
        Label label = pieces.get(used++);
        label.setVisible(true);
        set(label, text);
        List<String> styles = List.of("label", "log-text", look.toLowerCase(java.util.Locale.ROOT),
                hit ? "hit" : "no-hit",
                spaced ? "spaced" : "joined");
        if (!label.getStyleClass().equals(styles)) {
            label.getStyleClass().setAll(styles);
        }
    }

    /** Shows a gap, or a rotation in the middle of the row. */
    void marker(String text, boolean gap, boolean selected) {
        style("log-row", gap ? "gap" : "rotation");
        bar.setVisible(false);
        mark.setVisible(false);
        set(time, "");
        set(source, "");
        used = 0;
        label((gap ? "▲ " : "") + text, gap ? "warning" : "muted", false, false);
        finish(selected);
        setAccessibleText(text);
    }

    /** Shows nothing. */
    void clear() {
        style("log-row", "");
        bar.setVisible(false);
        mark.setVisible(false);
        set(time, "");
        set(source, "");
        used = 0;
        finish(false);
        setAccessibleText("");
    }

    private void finish(boolean selected) {
        for (int i = used; i < pieces.size(); i++) {
            pieces.get(i).setVisible(false);
        }
        pseudoClassStateChanged(SELECTED, selected);
        requestLayout();
    }

    private void style(String one, String other) {
        List<String> styles = other.isEmpty() ? List.of(one) : List.of(one, other);
        if (!getStyleClass().equals(styles)) {
            getStyleClass().setAll(styles);
        }
    }

    private static void set(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        bar.resizeRelocate(0, 0, BAR, height);
        mark.resizeRelocate(BAR + 1, 0, TIME_AT - BAR, height);
        double timeWidth = TIME_CHARACTERS * character;
        time.resizeRelocate(TIME_AT, 0, timeWidth, height);
        double sourceAt = TIME_AT + timeWidth;
        source.resizeRelocate(sourceAt, 0, SOURCE_CHARACTERS * character, height);
        double x = sourceAt + SOURCE_CHARACTERS * character + GAP;
        if (getStyleClass().contains("gap")) {
            x = TIME_AT;
        }
        double width = getWidth();
        boolean dropped = false;
        for (int i = 0; i < used; i++) {
            Label label = pieces.get(i);
            double own = label.prefWidth(-1);
            if (getStyleClass().contains("rotation")) {
                x = Math.max(TIME_AT, (width - own) / 2);
            }
            if (i > 0 && label.getStyleClass().contains("spaced")) {
                x += GAP;
            }
            boolean fits = x < width - 2 * character;
            label.setVisible(fits);
            dropped |= !fits;
            if (fits) {
                double tall = Math.min(height, label.prefHeight(-1));
                label.resizeRelocate(Math.rint(x), Math.rint((height - tall) / 2),
                        Math.min(Math.ceil(own), width - Math.rint(x)), tall);
            }
            x += own;
        }
        // A label that is cut ends with dots of its own; pieces that have no room at all are told by these.
        more.setVisible(dropped);
        more.resizeRelocate(width - 3 * character, 0, 3 * character, height);
    }
}
