package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogExport;
import fr.touchweb.console.desktop.shell.Words;
import java.io.File;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks for the file that takes the lines; its ending says how they are written. */
final class ExportChooser {
    private final LogsModel model;
    private final Words words;
    private final Supplier<Window> window;

    ExportChooser(LogsModel model, Words words, Supplier<Window> window) {
        this.model = model;
        this.words = words;
        this.window = window;
    }

    /** Exports what the filters let through, unless the person gives up. */
    void export() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.get("logs.command.export"));
        FileChooser.ExtensionFilter text = new FileChooser.ExtensionFilter(words.get("logs.export.text"), "*.log");
        FileChooser.ExtensionFilter json = new FileChooser.ExtensionFilter("JSON Lines", "*.jsonl");
        FileChooser.ExtensionFilter csv = new FileChooser.ExtensionFilter("CSV", "*.csv");
        chooser.getExtensionFilters().addAll(text, json, csv);
        File file = chooser.showSaveDialog(window.get());
        if (file != null) {
            LogExport.Kind kind = file.getName().endsWith(".csv")
                    ? LogExport.Kind.CSV
                    : file.getName().endsWith(".jsonl") ? LogExport.Kind.JSON_LINES : LogExport.Kind.TEXT;
            model.copy().export(file.toPath(), kind);
        }
    }
}
