package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A proposal that writes a transaction back: to read, to copy, to save. Nothing here runs it. */
final class UndoPane extends VBox {
    private final Words words;
    private final TextArea text = new TextArea();
    private final VBox reasons = new VBox(4);
    private final Label title = Widgets.label("", "page-title");
    private final Label never = Widgets.label("", "muted");

    /** @param save writes the text to a file that the person chooses */
    UndoPane(BinlogModel model, Desk desk, Runnable save) {
        super(12);
        this.words = desk.words();
        setId("binlog-undo-pane");
        getStyleClass().add("bin-undo");
        never.setText(words.get("binlogs.undo.never"));
        never.setWrapText(true);
        Button close = Widgets.iconButton(Feather.X, words.get("binlogs.undo.close"));
        close.setOnAction(event -> model.detail().closeUndo());
        HBox head = new HBox(8, title, Widgets.grow(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        reasons.getStyleClass().addAll("note-box", "warning");
        text.setEditable(false);
        text.setId("binlog-undo-text");
        text.getStyleClass().add("mono");
        text.setAccessibleText(words.get("binlogs.undo.text"));
        VBox.setVgrow(text, Priority.ALWAYS);
        Button copy = new Button(words.get("binlogs.undo.copy"));
        copy.getStyleClass().add("accent");
        copy.setOnAction(event -> desk.copy().accept(text.getText()));
        Button keep = new Button(words.get("binlogs.undo.save"));
        keep.setOnAction(event -> save.run());
        HBox foot = new HBox(8, copy, keep);
        getChildren().addAll(head, never, reasons, text, foot);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.detail().closeUndo();
                event.consume();
            }
        });
    }

    void show(UndoProposal proposal) {
        Transaction one = proposal.transaction();
        title.setText(words.get("binlogs.undo.title", one.file(), words.formats().number(one.start())));
        reasons.getChildren().clear();
        proposal.reasons().forEach(reason -> {
            Label label = new Label("▲\u2002" + Looks.sentence(words.get(reason)));
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            reasons.getChildren().add(label);
        });
        reasons.setVisible(!proposal.reasons().isEmpty());
        reasons.setManaged(reasons.isVisible());
        text.setText(text(proposal));
        text.requestFocus();
        text.positionCaret(0);
    }

    /** The proposal as a script: why it may be wrong as comments, then the statements. */
    String text(UndoProposal proposal) {
        Transaction one = proposal.transaction();
        String comments = proposal.reasons().stream()
                .map(reason -> "-- ! " + Looks.inert(Looks.sentence(words.get(reason))).replace('\n', ' ') + "\n")
                .collect(Collectors.joining());
        return "-- " + words.get("binlogs.undo.title", one.file(), one.start()) + "\n-- "
                + words.get("binlogs.undo.never") + "\n" + comments + "\n"
                + proposal.statements().stream().map(sql -> sql + ";\n").collect(Collectors.joining());
    }

    String text() {
        return text.getText();
    }
}
