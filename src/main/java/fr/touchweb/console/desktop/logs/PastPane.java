package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the search finds in the files of the past: each line leads to its place in the timeline. */
final class PastPane extends VBox {
    private final LogsModel model;
    private final Words words;
    private final Label said = Widgets.label("", "muted");
    private final Hyperlink notes = new Hyperlink();
    private final Button go = new Button();
    private final Listening listening = new Listening();

    PastPane(LogsModel model, Words words) {
        this.model = model;
        this.words = words;
        go.setId("past-search");
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.setOnAction(event -> toggle());
        said.setMinWidth(0);
        notes.setMinWidth(Region.USE_PREF_SIZE);
        notes.setOnAction(
                event -> new ContextMenu(new CustomMenuItem(Widgets.label(notes.getTooltip().getText(), "muted",
                        "caption"))).show(notes, Side.TOP, 0, 0));
        HBox head = new HBox(8, said, Widgets.grow(), notes, go);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("log-second-bar");
        getChildren().addAll(head,
                new FoundLines<>("past-hits", words.get("logs.command.past"), model.pastSearch().hits(),
                        words.get("logs.past.empty"),
                        hit -> model.past().open(hit, model::show), Row::new));
        listening.now(model.pastSearch().runningProperty(), running -> refresh());
        listening.list(model.pastSearch().hits(), this::refresh);
        listening.list(model.pastSearch().notes(), this::refresh);
        listening.list(model.filters().chips(), this::refresh);
        listening.now(model.search().wantedProperty(), what -> refresh());
    }

    private void toggle() {
        if (model.pastSearch().runningProperty().get()) {
            model.pastSearch().cancel();
        } else {
            start();
        }
    }

    /** What the search line says, else what the filters do; null for neither. */
    private @Nullable LineFilter what() {
        LineFilter wanted = model.search().wantedProperty().get();
        return wanted == null ? model.filters().together() : wanted;
    }

    /** Searches it. */
    void start() {
        LineFilter what = what();
        if (what != null) {
            model.pastSearch().start(what, model.session().wanted());
        }
    }

    private void refresh() {
        PastSearch search = model.pastSearch();
        LineFilter what = what();
        boolean running = search.runningProperty().get();
        Message ended = search.endedProperty().get();
        go.setText(words.get(running ? "logs.past.stop" : "logs.past.start"));
        go.setDisable(what == null && !running);
        said.setText(running
                ? words.get("logs.past.running", search.hits().size())
                : ended != null ? words.get(ended) : what == null ? words.get("logs.past.none") : what.query());
        int count = search.notes().size();
        notes.setVisible(count > 0);
        notes.setManaged(count > 0);
        if (count > 0) {
            notes.setText(words.get("logs.past.notes", count));
            notes.setTooltip(new Tooltip(search.notes().stream().map(words::get).collect(Collectors.joining("\n"))));
            notes.setAccessibleText(notes.getTooltip().getText());
        }
    }

    void dispose() {
        listening.stop();
    }

    /** As its row in the timeline shows it, where its log is known. */
    private String shown(PastHit hit) {
        int source = model.session().number(hit.source());
        if (source < 0) {
            return RowText.inert(hit.text());
        }
        byte[] line = hit.text().getBytes(StandardCharsets.UTF_8);
        ParsedLine parsed = model.session().reader(source).parse(line, 0, line.length);
        return RowText.of(parsed, parsed.level(), parsed.continuation()).stream().map(RowText.Piece::text)
                .collect(Collectors.joining(" "));
    }

    private final class Row extends FoundLines.Row<PastHit> {
        Row(FoundLines<PastHit> list) {
            super(list);
        }

        @Override
        String show(PastHit hit) {
            time.setText(hit.time() == null ? "" : words.formats().dateTime(hit.time()));
            file.setText(hit.source().server() + " " + hit.fileName());
            text.setText(shown(hit));
            return time.getText() + " " + file.getText() + " " + text.getText();
        }
    }
}
