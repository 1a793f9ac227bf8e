package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.supply.BillOfMaterials;
import fr.touchweb.console.core.supply.Library;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.TallScroll;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The libraries inside of the program with their licences, from the bill that the build made. */
final class LicencesPane {
    private final Desk desk;
    private final Overlay overlay;
    private final VBox body = new VBox();

    LicencesPane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
    }

    void open() {
        Words words = desk.words();
        VBox box = new VBox();
        box.setId("licences");
        box.getStyleClass().addAll("dialog-box", "keys");
        Button close = Widgets.iconButton(Feather.X, words.get("shell.close"));
        close.setOnAction(event -> overlay.close(box));
        HBox head = new HBox(Widgets.label(words.get("shell.licences.title"), "dialog-title"), Widgets.grow(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        body.getStyleClass().add("keys-body");
        body.getChildren().add(sentence("shell.licences.others"));
        box.getChildren().addAll(head, new TallScroll(body));
        overlay.open(box, new Overlay.Place.Centre(), true, close, () -> {});
        desk.tasks().start(Task.of(Message.of("shell.licences.task"), control -> BillOfMaterials.ofProgram()).hidden(),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Success<Optional<List<Library>>>(Optional<List<Library>> found) ->
                            found.ifPresentOrElse(this::show,
                                    () -> body.getChildren().add(sentence("shell.licences.unknown")));
                        case Outcome.Failure<Optional<List<Library>>>(Throwable cause) -> desk.errors().accept(cause);
                        case Outcome.Cancelled<Optional<List<Library>>> cancelled -> overlay.close(box);
                    }
                });
    }

    private Label sentence(String key) {
        Label sentence = Widgets.label(desk.words().get(key), "muted");
        sentence.setWrapText(true);
        return sentence;
    }

    private void show(List<Library> libraries) {
        GridPane grid = new GridPane();
        grid.setId("licences-list");
        grid.getStyleClass().add("keys-grid");
        for (Library library : libraries) {
            String licences = library.licences().isEmpty()
                    ? desk.words().get("shell.licences.none")
                    : String.join(", ", library.licences());
            grid.addRow(grid.getRowCount(), Widgets.label(library.name() + " " + library.version(), "mono"),
                    Widgets.label(licences), Widgets.label(library.address(), "muted"));
        }
        body.getChildren().add(grid);
    }
}
