package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A list of lines that are not rows of the timeline themselves: Enter or a click leads to one. */
final class FoundLines<T> extends ListView<T> {
    private static final double TIME_WIDTH = 150;
    private static final double FILE_WIDTH = 170;

    private final Consumer<T> open;

    /**
     * @param name what a screen reader says of the list
     * @param empty what is said where there is none
     * @param open leads to the line
     * @param row made for each place on the screen
     */
    FoundLines(String id, String name, ObservableList<T> items, String empty, Consumer<T> open,
            Function<FoundLines<T>, Row<T>> row) {
        this.open = open;
        setId(id);
        setAccessibleText(name);
        getStyleClass().add("log-past");
        setItems(items);
        setCellFactory(view -> row.apply(this));
        setPlaceholder(Widgets.label(empty, "muted"));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        VBox.setVgrow(this, Priority.ALWAYS);
    }

    private void open(@Nullable T item) {
        if (item != null) {
            open.accept(item);
        }
    }

    /** A line with its time and its file. */
    abstract static class Row<T> extends ListCell<T> {
        final Label time = Widgets.label("", "log-time");
        final Label file = Widgets.label("", "log-source");
        final Label text = Widgets.label("", "log-text", "plain");
        final HBox line = new HBox(8, time, file, text);

        Row(FoundLines<T> list) {
            line.getStyleClass().add("log-row");
            line.setAlignment(Pos.CENTER_LEFT);
            time.setMinWidth(TIME_WIDTH);
            file.setMinWidth(FILE_WIDTH);
            file.setMaxWidth(FILE_WIDTH);
            text.setMinWidth(0);
            setPrefWidth(0);
            setOnMouseClicked(event -> list.open(getItem()));
        }

        /** @return what a screen reader says */
        abstract String show(T item);

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
            } else {
                setAccessibleText(show(item));
                setGraphic(line);
            }
        }
    }
}
