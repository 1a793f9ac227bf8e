package fr.touchweb.console.desktop.logs.digest;

import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One list of the digest: a title, a note, and rows with a bar behind them for their share. */
final class DigestCard extends VBox {
    /**
     * One row.
     *
     * @param figures right-aligned, one a column
     * @param share of the longest row, 0 to 1
     * @param kind colour of the bar: {@code good}, {@code warning}, {@code danger}, {@code accent}
     * @param hint what the pointer shows; empty for the text itself
     * @param pick what a click does; null for nothing
     */
    record Row(String text, List<String> figures, double share, String kind, String hint, boolean mono,
            @Nullable Runnable pick) {}

    private static final double FIGURE_WIDTH = 60;

    private final VBox list = new VBox(2);
    private final Label note = Widgets.label("", "muted", "caption");

    /** @param columns heads of the figures */
    DigestCard(String title, List<String> columns) {
        getStyleClass().add("digest-card");
        HBox head = new HBox(4, Widgets.label(title, "digest-title"), Widgets.grow());
        head.setAlignment(Pos.BASELINE_LEFT);
        for (String column : columns) {
            Label label = Widgets.label(column, "muted", "caption");
            figure(label);
            head.getChildren().add(label);
        }
        note.setWrapText(true);
        getChildren().addAll(head, list, note);
        note("");
    }

    private static void figure(Label label) {
        label.setMinWidth(FIGURE_WIDTH);
        label.setAlignment(Pos.CENTER_RIGHT);
    }

    /** A sentence below the rows; empty for none. */
    void note(String text) {
        note.setText(text);
        note.setVisible(!text.isEmpty());
        note.setManaged(!text.isEmpty());
    }

    /** Rows that it shows. */
    int size() {
        return list.getChildren().size();
    }

    void rows(List<Row> rows) {
        list.getChildren().setAll(rows.stream().map(DigestCard::row).toList());
    }

    private static StackPane row(Row row) {
        Region bar = new Region();
        bar.getStyleClass().addAll("digest-bar", row.kind());
        StackPane.setAlignment(bar, Pos.CENTER_LEFT);
        Label text = Widgets.label(row.text(), row.mono() ? "mono" : "digest-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(4, text);
        line.setAlignment(Pos.CENTER_LEFT);
        for (String figure : row.figures()) {
            Label label = Widgets.label(figure, "digest-figure");
            figure(label);
            line.getChildren().add(label);
        }
        StackPane pane = new StackPane(bar, line);
        pane.getStyleClass().add("digest-row");
        bar.maxWidthProperty().bind(pane.widthProperty().multiply(Math.max(0, Math.min(1, row.share()))));
        Tooltip.install(pane, new Tooltip(row.hint().isEmpty() ? row.text() : row.hint()));
        pane.setAccessibleText(row.text() + " " + String.join(" ", row.figures()));
        Runnable pick = row.pick();
        if (pick != null) {
            pane.getStyleClass().add("digest-pick");
            pane.setFocusTraversable(true);
            pane.setOnMouseClicked(event -> pick.run());
            pane.setOnKeyPressed(event -> {
                switch (event.getCode()) {
                    case ENTER, SPACE -> {
                        pick.run();
                        event.consume();
                    }
                    default -> {
                        // moves on as everywhere
                    }
                }
            });
        }
        return pane;
    }
}
