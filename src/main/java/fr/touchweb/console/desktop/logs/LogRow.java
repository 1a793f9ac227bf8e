package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.logs.RowText.Look;
import fr.touchweb.console.desktop.logs.RowText.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** One row on the screen, used again for other lines as the view moves. */
final class LogRow extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass STICKY = PseudoClass.getPseudoClass("sticky");
    private static final PseudoClass CONTEXT = PseudoClass.getPseudoClass("context");
    private static final String NO_HIT = "no-hit";
    private static final String[] GROUNDS = {"hit", "ground-1", "ground-2", "ground-3", "ground-4", "ground-5",
            "ground-6", "ground-7", "ground-8", "ground-9"};
    private static final double BAR = 3;
    private static final double TIME_AT = 13;
    private static final double TIME_CHARACTERS = 13.5;
    private static final double SOURCE_CHARACTERS = 16;
    private static final double GAP = 7;
    /** Characters that are left of the longest piece. */
    private static final double LEAST = 14;

    private final Region bar = new Region();
    private final Label time = new Label();
    private final Label source = new Label();
    private final Label more = new Label("…");
    private final Label mark = new Label("◆");
    private final Label action = new Label();
    private final Tooltip tip = new Tooltip("");
    /** Labels by their style: one that is used again for the same look costs no style of its own. */
    private final Map<String, LabelPool> pools = new HashMap<>();
    private final List<PieceWidths.Part> parts = new ArrayList<>();
    private double character = 7.2;

    LogRow() {
        getStyleClass().add("log-row");
        bar.getStyleClass().add("log-bar");
        time.getStyleClass().add("log-time");
        source.getStyleClass().add("log-source");
        more.getStyleClass().add("log-more");
        mark.getStyleClass().add("log-mark");
        mark.setVisible(false);
        action.getStyleClass().add("log-gap-action");
        getChildren().addAll(bar, time, source, mark, more, action);
        setAccessibleRole(AccessibleRole.LIST_ITEM);
    }

    /** Width of a character of the lines' font. */
    void character(double width) {
        character = width;
    }

    /**
     * How a line stands among the others.
     *
     * @param context whether it is only there because it stands near one that is wanted
     * @param noted whether a person said something of it
     */
    record Standing(boolean late, boolean context, boolean marked, boolean noted, boolean selected) {}

    /**
     * Shows a line.
     *
     * @param offer what can be done about it, empty for nothing
     */
    void line(String clock, String from, String colour, List<Piece> text, List<List<RowHits.Place>> hits,
            Standing standing, String offer) {
        style("log-row", standing.late() ? "late" : "");
        pseudoClassStateChanged(CONTEXT, standing.context());
        bar.setVisible(true);
        if (!bar.getStyleClass().getLast().equals(colour)) {
            bar.getStyleClass().setAll("log-bar", colour);
        }
        mark.setVisible(standing.marked());
        set(mark, standing.noted() ? "✎" : "◆");
        set(time, clock);
        set(source, from);
        begin();
        for (int i = 0; i < text.size(); i++) {
            piece(text.get(i), hits.get(i), i > 0);
        }
        finish(standing.selected());
        offer(offer);
        setAccessibleText(clock + " " + from + " "
                + String.join(" ", text.stream().map(Piece::text).toList())
                + (offer.isEmpty() ? "" : " " + offer));
    }

    private void piece(Piece piece, List<RowHits.Place> hits, boolean spaced) {
        int at = 0;
        boolean first = spaced;
        for (RowHits.Place hit : hits) {
            int start = Math.min(hit.from(), piece.text().length());
            int end = Math.min(hit.to(), piece.text().length());
            if (start > at) {
                label(piece, at, start, NO_HIT, first);
                first = false;
            }
            if (end > Math.max(start, at)) {
                label(piece, Math.max(start, at), end, GROUNDS[hit.colour()], first);
                first = false;
                at = end;
            }
        }
        if (at < piece.text().length()) {
            label(piece, at, piece.text().length(), NO_HIT, first);
        }
    }

    private void label(Piece piece, int from, int to, String ground, boolean spaced) {
        LabelPool pool = pools.computeIfAbsent(piece.look().style() + ' ' + ground, key -> new LabelPool());
        if (pool.used == pool.labels.size()) {
            Label label = new Label();
            label.setEllipsisString("…");
            label.getStyleClass().addAll("log-text", piece.look().style(), ground);
            pool.labels.add(label);
            getChildren().add(getChildren().size() - 2, label);
        }
        Label label = pool.labels.get(pool.used++);
        label.setVisible(true);
        set(label, piece.text().substring(from, to));
        parts.add(new PieceWidths.Part(label, spaced, piece.spare()));
    }

    /** Labels of one style; those from a number on are not used now. */
    private static final class LabelPool {
        private final List<Label> labels = new ArrayList<>();
        private int used;
    }

    /** Whether a place in the row is on what is offered there. */
    boolean offers(double x) {
        return action.isVisible() && x >= action.getLayoutX() && x <= action.getLayoutX() + action.getWidth();
    }

    /** Takes every label back. */
    private void begin() {
        action.setVisible(false);
        parts.clear();
        pools.values().forEach(pool -> pool.used = 0);
    }

    /**
     * Shows a gap, or a rotation in the middle of the row.
     *
     * @param offer what can be done about it, empty for nothing
     */
    void marker(String text, boolean gap, String offer, boolean selected) {
        style("log-row", gap ? "gap" : "rotation");
        pseudoClassStateChanged(CONTEXT, false);
        bar.setVisible(false);
        mark.setVisible(false);
        set(time, "");
        set(source, "");
        begin();
        Piece piece = new Piece((gap ? "▲ " : "") + text, gap ? Look.WARNING : Look.MUTED);
        label(piece, 0, piece.text().length(), NO_HIT, false);
        finish(selected);
        offer(offer);
        setAccessibleText(offer.isEmpty() ? text : text + " " + offer);
    }

    private void offer(String words) {
        set(action, words);
        action.setVisible(!words.isEmpty());
    }

    /** Tells more while the pointer rests on it, nothing when empty. */
    void tip(String text) {
        if (!text.isEmpty() && tip.getText().isEmpty()) {
            Tooltip.install(this, tip);
        } else if (text.isEmpty() && !tip.getText().isEmpty()) {
            Tooltip.uninstall(this, tip);
        }
        tip.setText(text);
    }

    /** What the pointer is told. */
    String tipText() {
        return tip.getText();
    }

    /** Whether it stays where it is while the lines below it move. */
    void sticks(boolean sticky) {
        pseudoClassStateChanged(STICKY, sticky);
    }

    /** Shows nothing. */
    void clear() {
        style("log-row", "");
        tip("");
        bar.setVisible(false);
        mark.setVisible(false);
        set(time, "");
        set(source, "");
        begin();
        finish(false);
        setAccessibleText("");
    }

    private void finish(boolean selected) {
        for (LabelPool pool : pools.values()) {
            for (int i = pool.used; i < pool.labels.size(); i++) {
                pool.labels.get(i).setVisible(false);
            }
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
        if (action.isVisible()) {
            double own = Math.ceil(action.prefWidth(-1));
            action.resizeRelocate(Math.rint(width - own - TIME_AT), 0, own, height);
            width -= own + TIME_AT + GAP;
        }
        boolean rotation = getStyleClass().contains("rotation");
        double[] widths = PieceWidths.of(parts, width - (rotation ? 2 * TIME_AT : x + GAP), GAP, LEAST * character);
        boolean dropped = false;
        for (int i = 0; i < parts.size(); i++) {
            Label label = parts.get(i).label();
            double own = widths[i];
            if (rotation) {
                x = Math.max(TIME_AT, (width - own) / 2);
            }
            if (i > 0 && own > 0 && parts.get(i).spaced()) {
                x += GAP;
            }
            boolean fits = own > 0 && x < width - 2 * character;
            label.setVisible(fits);
            dropped |= own > 0 && !fits;
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
