package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.notes.LineMark;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Marked lines with their notes: each leads to its line, all of them go to a ticket in one gesture. */
final class MarksPane extends VBox {
    private final LogsModel model;
    private final Words words;
    private final ListView<LineMark> list = new ListView<>();
    private final Label said = Widgets.label("", "muted");
    private final Listening listening = new Listening();

    /** @param copy puts text on the clipboard */
    MarksPane(LogsModel model, Words words, Consumer<String> copy) {
        this.model = model;
        this.words = words;
        Button handOver = new Button(words.get("logs.marks.copy"));
        handOver.setId("marks-copy");
        handOver.setMinWidth(Region.USE_PREF_SIZE);
        handOver.setOnAction(event -> copy.accept(LineMark.markdown(model.marks().list())));
        Button clear = new Button(words.get("logs.marks.clear"));
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setOnAction(event -> model.marks().clear());
        HBox head = new HBox(8, said, Widgets.grow(), clear, handOver);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("log-second-bar");
        list.setId("marks-list");
        list.getStyleClass().add("log-past");
        list.setItems(model.marks().list());
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(Widgets.label(words.get("logs.marks.empty"), "muted"));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(head, list);
        listening.list(model.marks().list(), () -> {
            int count = model.marks().list().size();
            said.setText(words.get("logs.marks.count", count));
            handOver.setDisable(count == 0);
            clear.setDisable(count == 0);
        });
    }

    private void open(@Nullable LineMark mark) {
        if (mark == null) {
            return;
        }
        model.marks().number(mark).ifPresentOrElse(model::show,
                () -> model.past().open(new PastHit(new SourceKey(mark.link().server(), mark.link().path()),
                        mark.link().path(), mark.link().offset(), mark.time(), mark.line()), number -> {
                            model.marks().refresh();
                            model.show(number);
                        }));
    }

    void dispose() {
        listening.stop();
    }

    /** Its time, its log, its line and what was said of it. */
    private final class Row extends ListCell<LineMark> {
        private final Label time = Widgets.label("", "log-time");
        private final Label file = Widgets.label("", "log-source");
        private final Label text = Widgets.label("", "log-text", "plain");
        private final Label note = Widgets.label("", "log-note");
        private final HBox line;

        Row() {
            Button remove = Widgets.iconButton(Feather.X, words.get("logs.marks.remove"));
            remove.getStyleClass().add("small");
            remove.setOnAction(event -> {
                LineMark mark = getItem();
                if (mark != null) {
                    model.marks().remove(mark);
                }
            });
            time.setMinWidth(150);
            file.setMinWidth(170);
            file.setMaxWidth(170);
            text.setMinWidth(0);
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMaxWidth(Double.MAX_VALUE);
            note.setMinWidth(0);
            line = new HBox(8, time, file, note, text, remove);
            line.getStyleClass().add("log-row");
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(event -> open(getItem()));
        }

        @Override
        protected void updateItem(@Nullable LineMark mark, boolean empty) {
            super.updateItem(mark, empty);
            if (empty || mark == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            time.setText(words.formats().dateTime(mark.time()));
            file.setText(LogRows.shortName(new SourceKey(mark.link().server(), mark.link().path())));
            note.setText(mark.note().strip().lines().findFirst().orElse(""));
            note.setVisible(!note.getText().isEmpty());
            note.setManaged(!note.getText().isEmpty());
            text.setText(RowText.inert(mark.line()));
            setGraphic(line);
            setAccessibleText(time.getText() + " " + file.getText() + " " + note.getText() + " " + text.getText());
        }
    }
}
