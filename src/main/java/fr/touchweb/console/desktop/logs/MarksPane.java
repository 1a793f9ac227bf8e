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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Marked lines with their notes: each leads to its line, all of them go to a ticket in one gesture. */
final class MarksPane extends VBox {
    private final LogsModel model;
    private final Words words;
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
        getChildren().addAll(head,
                new FoundLines<>("marks-list", words.get("logs.command.marks"), model.marks().list(),
                        words.get("logs.marks.empty"),
                        this::open, Row::new));
        listening.list(model.marks().list(), () -> {
            int count = model.marks().list().size();
            said.setText(words.get("logs.marks.count", count));
            handOver.setDisable(count == 0);
            clear.setDisable(count == 0);
        });
    }

    private void open(LineMark mark) {
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

    /** With what was said of the line. */
    private final class Row extends FoundLines.Row<LineMark> {
        private final Label note = Widgets.label("", "log-note");

        Row(FoundLines<LineMark> list) {
            super(list);
            Button remove = Widgets.iconButton(Feather.X, words.get("logs.marks.remove"));
            remove.getStyleClass().add("small");
            remove.setOnAction(event -> {
                LineMark mark = getItem();
                if (mark != null) {
                    model.marks().remove(mark);
                }
            });
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMaxWidth(Double.MAX_VALUE);
            note.setMinWidth(0);
            line.getChildren().setAll(time, file, note, text, remove);
        }

        @Override
        String show(LineMark mark) {
            time.setText(words.formats().dateTime(mark.time()));
            file.setText(LogRows.shortName(new SourceKey(mark.link().server(), mark.link().path())));
            note.setText(mark.note().strip().lines().findFirst().orElse(""));
            note.setVisible(!note.getText().isEmpty());
            note.setManaged(!note.getText().isEmpty());
            text.setText(RowText.inert(mark.line()));
            return time.getText() + " " + file.getText() + " " + note.getText() + " " + text.getText();
        }
    }
}
