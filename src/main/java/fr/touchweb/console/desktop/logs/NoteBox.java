package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** What a person says of the selected line; kept when the field is left. */
final class NoteBox extends VBox {
    private static final int ROWS = 2;

    private final LogsModel model;
    private final TextArea field = new TextArea();
    private long number = -1;

    NoteBox(LogsModel model, Words words) {
        super(4);
        this.model = model;
        field.setId("log-note");
        field.setPrefRowCount(ROWS);
        field.setWrapText(true);
        field.setPromptText(words.get("logs.note.prompt"));
        field.setAccessibleText(words.get("logs.note"));
        field.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                keep();
            }
        });
        getChildren().addAll(Widgets.label(words.get("logs.note"), "muted"), field);
    }

    /** Keeps what was written and shows the note of a line. */
    void show(long line) {
        keep();
        number = line;
        field.setText(model.marks().note(line));
    }

    private void keep() {
        String said = field.getText().strip();
        if (number >= 0 && !said.equals(model.marks().note(number))) {
            model.marks().note(number, said);
        }
    }
}
