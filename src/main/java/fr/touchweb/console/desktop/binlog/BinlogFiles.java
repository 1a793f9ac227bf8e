package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.export.TransactionExport.Kind;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import java.io.File;
import java.util.List;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** What the page writes to files that the person chooses. */
final class BinlogFiles {
    private static final String CANCEL = "export-cancel";
    private static final String MASKED = "export-masked";
    private static final String WHOLE = "export-whole";

    private final BinlogModel model;
    private final Desk desk;
    private final Supplier<Window> window;

    BinlogFiles(BinlogModel model, Desk desk, Supplier<Window> window) {
        this.model = model;
        this.desk = desk;
        this.window = window;
    }

    /** Saves a proposal. */
    void saveUndo(String text) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(desk.words().get("binlogs.undo.save"));
        chooser.setInitialFileName("undo.sql");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("SQL", "*.sql"));
        File file = chooser.showSaveDialog(window.get());
        if (file != null) {
            model.export().text(file.toPath(), text);
        }
    }

    /** Asks whether values go along, then saves the transactions that the filters let through. */
    void export() {
        int count = model.list().visibleCount();
        if (count == 0) {
            return;
        }
        desk.dialogs().ask(Question.of(Message.of("binlogs.export.title"), null,
                List.of(Message.of("binlogs.export.text", desk.words().formats().number(count))),
                Choice.safe(CANCEL, Message.of("binlogs.export.cancel")),
                Choice.normal(WHOLE, Message.of("binlogs.export.whole")),
                Choice.normal(MASKED, Message.of("binlogs.export.masked"))), choice -> {
                    if (!choice.equals(CANCEL)) {
                        export(choice.equals(MASKED));
                    }
                });
    }

    private void export(boolean mask) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(desk.words().get("binlogs.command.export"));
        FileChooser.ExtensionFilter json = new FileChooser.ExtensionFilter("JSON Lines", "*.jsonl");
        FileChooser.ExtensionFilter csv = new FileChooser.ExtensionFilter("CSV", "*.csv");
        chooser.getExtensionFilters().addAll(json, csv);
        File file = chooser.showSaveDialog(window.get());
        if (file != null) {
            model.export().transactions(file.toPath(), file.getName().endsWith(".csv") ? Kind.CSV : Kind.JSON_LINES,
                    mask);
        }
    }
}
