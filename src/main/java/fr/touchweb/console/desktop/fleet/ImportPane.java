package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.imports.ImportPreview;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** What an import would do, entry by entry, before it does. */
final class ImportPane extends VBox {
    private final Words words;

    ImportPane(ImportPreview preview, Words words) {
        super(8);
        this.words = words;
        TableView<ImportPreview.Row> table = new TableView<>();
        table.setId("fleet-import");
        table.setFixedCellSize(25);
        Tables.columns(table, List.of(
                Tables.text(words.get("fleet.import.what"), 90, this::kind,
                        Comparator.comparing(ImportPreview.Row::kind)),
                Tables.text(words.get("fleet.column.server"), 150, ImportPreview.Row::name,
                        Comparator.comparing(ImportPreview.Row::name), "mono"),
                Tables.text(words.get("fleet.import.details"), 300, this::details,
                        Comparator.comparing(this::details), "muted")));
        Tables.lastTakesTheRest(table);
        table.setItems(FXCollections.observableArrayList(preview.rows()));
        table.setPrefSize(600, 300);
        Label counts = Widgets.label(words.get("fleet.import.counts", preview.count(ImportPreview.Kind.ADDED),
                preview.count(ImportPreview.Kind.CHANGED), preview.count(ImportPreview.Kind.UNCHANGED),
                preview.count(ImportPreview.Kind.REFUSED)));
        getChildren().addAll(counts, table);
        preview.notes().stream().limit(5).forEach(note -> {
            Label label = Widgets.label(words.get(note), "muted", "caption");
            label.setWrapText(true);
            getChildren().add(label);
        });
    }

    private String kind(ImportPreview.Row row) {
        return words.get("fleet.import.kind." + row.kind().name().toLowerCase(Locale.ROOT));
    }

    private String details(ImportPreview.Row row) {
        return row.reason() == null ? String.join(", ", row.changes()) : words.get(row.reason());
    }
}
