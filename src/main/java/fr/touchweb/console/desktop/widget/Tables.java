package fr.touchweb.console.desktop.widget;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Columns of dense tables. */
public final class Tables {
    /** Columns up to this width hold figures, which cut short would say something else: they do not shrink. */
    private static final double NARROW = 120;

    private Tables() {}

    /**
     * A column of text.
     *
     * @param width preferred, in pixels
     * @param styles of header and cells: {@code number} puts both to the right, {@code mono}, {@code muted}
     */
    public static <T> TableColumn<T, T> text(String title, double width, Function<T, String> text,
            Comparator<T> order, String... styles) {
        return column(title, width, order, (cell, item) -> cell.setText(text.apply(item)), styles);
    }

    /** A column whose cell is filled by hand; the cell is empty before each call. */
    public static <T> TableColumn<T, T> column(String title, double width, Comparator<T> order,
            BiConsumer<TableCell<T, T>, T> fill, String... styles) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(width <= NARROW ? width : NARROW / 2);
        column.setComparator(order);
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            {
                getStyleClass().addAll(column.getStyleClass());
            }

            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                setGraphic(null);
                setTooltip(null);
                getStyleClass().removeAll("warning", "danger", "good");
                if (!empty && item != null) {
                    fill.accept(this, item);
                }
            }
        });
        return column;
    }

    /** Puts the columns in; the first keeps the distance of the page from the edge. */
    public static <T> void columns(TableView<T> table, List<TableColumn<T, ?>> columns) {
        columns.getFirst().getStyleClass().add("edge");
        table.getColumns().setAll(columns);
    }

    /** The last column takes what the others leave. */
    public static <T> void lastTakesTheRest(TableView<T> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    }
}
