package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.desktop.binlog.RowColumns.Kind;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** One row on the screen, used again for other transactions as the view moves. */
final class TransactionRow extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private static final PseudoClass INNER = PseudoClass.getPseudoClass("inner");
    private static final double ARROW = 14;

    private final RowColumns columns;
    private final Map<Kind, Label> labels = new EnumMap<>(Kind.class);
    private final Label arrow = new Label();
    private final Label more = new Label();
    private boolean filled;

    TransactionRow(RowColumns columns) {
        this.columns = columns;
        getStyleClass().add("bin-row");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        for (Kind kind : Kind.values()) {
            Label label = new Label();
            label.getStyleClass().add(switch (kind) {
                case OPERATION -> "bin-op";
                case ROWS, BYTES, THREAD -> "bin-number";
                default -> "bin-text";
            });
            labels.put(kind, label);
            getChildren().add(label);
        }
        arrow.getStyleClass().add("bin-arrow");
        more.getStyleClass().add("bin-more");
        getChildren().addAll(arrow, more);
        Widgets.clip(this);
        // A row that is laid out again does not lay out, and fill, all the others with it.
        setManaged(false);
    }

    void text(Kind kind, String text) {
        Label label = label(kind);
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    /** Shows an operation as a badge, and how many more kinds there are. */
    void operation(String name, String style, String others) {
        text(Kind.OPERATION, name);
        styles(label(Kind.OPERATION), List.of("label", "bin-op", style));
        if (!others.equals(more.getText())) {
            more.setText(others);
        }
    }

    /** Classes set again, even the same ones, cost a match of the whole style sheet. */
    private static void styles(Label label, List<String> styles) {
        if (!label.getStyleClass().equals(styles)) {
            label.getStyleClass().setAll(styles);
        }
    }

    /** {@code ▸}, {@code ▾} or nothing. */
    void arrow(String sign) {
        if (!sign.equals(arrow.getText())) {
            arrow.setText(sign);
        }
    }

    /** @param inner whether it is a statement below its transaction */
    void look(boolean selected, boolean inner, boolean doubtful) {
        filled = true;
        pseudoClassStateChanged(FILLED, true);
        pseudoClassStateChanged(SELECTED, selected);
        pseudoClassStateChanged(INNER, inner);
        styles(label(Kind.SQL), List.of("label", "bin-text", doubtful ? "warning" : "plain"));
        requestLayout();
    }

    /** Shows nothing. */
    void clear() {
        if (!filled) {
            return;
        }
        labels.values().forEach(label -> label.setText(""));
        operation("", "op-none", "");
        arrow("");
        look(false, false, false);
        filled = false;
        pseudoClassStateChanged(FILLED, false);
        setAccessibleText("");
    }

    private Label label(Kind kind) {
        return java.util.Objects.requireNonNull(labels.get(kind));
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        for (Kind kind : Kind.values()) {
            Label label = label(kind);
            boolean shown = columns.has(kind) && !label.getText().isEmpty();
            label.setVisible(shown);
            if (!shown) {
                continue;
            }
            double x = columns.x(kind) + (kind == Kind.TIME ? ARROW : 0);
            double width = columns.width(kind) - (kind == Kind.TIME ? ARROW : 0);
            if (kind == Kind.OPERATION) {
                double own = Math.min(width, Math.ceil(label.prefWidth(-1)));
                double tall = Math.ceil(label.prefHeight(own));
                label.resizeRelocate(x, Math.rint((height - tall) / 2), own, tall);
                double rest = Math.ceil(more.prefWidth(-1));
                more.setVisible(!more.getText().isEmpty());
                more.resizeRelocate(x + own + 4, 0, rest, height);
            } else {
                label.resizeRelocate(x, 0, width, height);
            }
        }
        more.setVisible(!more.getText().isEmpty() && columns.has(Kind.OPERATION));
        arrow.resizeRelocate(columns.x(Kind.TIME), 0, ARROW, height);
    }
}
