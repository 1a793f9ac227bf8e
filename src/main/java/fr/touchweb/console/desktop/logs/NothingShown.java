package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Why there is no line: no source, none that answers yet, or filters that let nothing through. */
final class NothingShown extends VBox {
    private static final int SERVERS = 8;

    private final LogsModel model;
    private final Words words;
    private @Nullable String said;

    NothingShown(LogsModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("log-nothing");
    }

    /** Is there while there is no line, and says why. */
    void refresh() {
        boolean empty = model.rows() == 0;
        setVisible(empty);
        if (empty) {
            explain();
        }
    }

    private void explain() {
        String why = model.logs().count() == 0
                ? "noSource"
                : model.session().store().size() > 0 ? "filtered" : "waiting";
        if (why.equals(said)) {
            return;
        }
        said = why;
        Button action = null;
        if (model.logs().count() == 0 && !model.logs().servers().isEmpty()) {
            action = new Button(words.get("logs.empty.followAll"));
            action.getStyleClass().add("accent");
            action.setOnAction(event -> model.logs().followOnly(source -> model.logs().servers().stream()
                    .limit(SERVERS).anyMatch(server -> server.sources().contains(source))));
        }
        getChildren().setAll(new EmptyState(words.get("logs.empty.title." + why), words.get("logs.empty.text." + why),
                action));
    }
}
