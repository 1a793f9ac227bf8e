package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The selected transaction: what, when and where, its SQL, its rows, and what can be done about it. */
final class DetailPane extends VBox {
    private static final int MOST_TEXTS = 12;

    private final BinlogModel model;
    private final Desk desk;
    private final Words words;
    private final Runnable askNames;
    private final RowsBox rows;

    DetailPane(BinlogModel model, Desk desk, Runnable askNames, Listening listening) {
        super(10);
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.askNames = askNames;
        rows = new RowsBox(model.detail(), words);
        getStyleClass().add("bin-detail");
        DetailModel detail = model.detail();
        listening.changes(detail.transactionProperty(), now -> show());
        listening.changes(detail.detailProperty(), now -> show());
        listening.changes(detail.loadingProperty(), now -> show());
        listening.changes(detail.failureProperty(), now -> show());
        listening.changes(detail.verifiedProperty(), now -> show());
        listening.changes(detail.allColumnsProperty(), now -> show());
        listening.changes(words.formatsProperty(), now -> show());
        show();
    }

    /** Whether there is little room. */
    void tight(boolean value) {
        if (rows.tight(value)) {
            show();
        }
    }

    private void show() {
        getChildren().clear();
        Transaction one = model.detail().transactionProperty().get();
        if (one == null) {
            Label none = Widgets.label(words.get("binlogs.detail.none"), "muted");
            none.setWrapText(true);
            getChildren().add(none);
            return;
        }
        TransactionDetail detail = model.detail().detailProperty().get();
        Transaction shown = detail == null ? one : detail.transaction();
        Statement meant = meant(shown);
        Label title = Widgets.label(title(shown, meant), "heading");
        title.setWrapText(true);
        Label facts = Widgets.label(facts(one), "muted", "caption");
        facts.setWrapText(true);
        getChildren().add(new VBox(2, title, facts));
        texts(shown, meant).forEach(text -> getChildren()
                .add(new CodeBox(text, false, words.get("binlogs.detail.copySql"), desk.copy())));
        marks(shown).forEach(mark -> getChildren().add(note("binlogs.mark." + mark.name(), mark)));
        Message verified = model.detail().verifiedProperty().get();
        if (verified != null) {
            Label label = new Label(words.get(verified));
            label.setWrapText(true);
            getChildren().add(label);
        }
        Message failure = model.detail().failureProperty().get();
        if (failure != null) {
            Label label = Widgets.label(Looks.sentence(words.get(failure)), "danger");
            label.setWrapText(true);
            getChildren().add(label);
        }
        getChildren().add(actions(shown));
        if (!rowsToUndo(shown) && shown.statements().stream()
                .anyMatch(s -> s.operation().isDdl() || s.has(Mark.STATEMENT_FORMAT))) {
            Label never = Widgets.label(words.get("binlogs.detail.noUndo"), "muted", "caption");
            never.setWrapText(true);
            getChildren().add(never);
        }
        if (detail != null) {
            if (!detail.verdict().whole() && detail.verdict().state() != Verdict.State.PARTIAL) {
                String look = Looks.look(detail.verdict());
                Label label = Widgets.label(
                        Looks.sign(look) + "\u2002" + Looks.sentence(words.get(detail.verdict().message())), look);
                label.setWrapText(true);
                getChildren().add(label);
            }
            rows.show(detail, model.filters().hits(one));
            if (!detail.rows().isEmpty()) {
                getChildren().add(rows);
            }
        } else if (model.detail().loadingProperty().get()) {
            ProgressIndicator turning = new ProgressIndicator();
            turning.getStyleClass().add("bin-turning");
            getChildren().add(new HBox(8, turning, Widgets.label(words.get("binlogs.detail.loading"), "muted")));
        }
        if (detail != null && !detail.command().isEmpty()) {
            getChildren().add(new CodeBox(detail.command(), true, words.get("binlogs.detail.copyCommand"),
                    desk.copy()));
        }
    }

    private @Nullable Statement meant(Transaction one) {
        int index = model.detail().statement();
        return index >= 0 && index < one.statements().size() ? one.statements().get(index) : null;
    }

    private String title(Transaction one, @Nullable Statement meant) {
        Statement main = meant == null ? Looks.main(one) : meant;
        if (main == null) {
            return words.get("binlogs.detail.empty");
        }
        String operation = main.operation().name()
                + (Looks.withoutWhere(main) ? " " + words.get("binlogs.detail.withoutWhere") : "");
        boolean changing = main.operation().changesRows();
        String table = main.changes().isEmpty() ? "" : " · " + Looks.inert(main.changes().getFirst().table().table());
        if (meant == null && one.statements().size() > 1) {
            return words.get("binlogs.detail.statements", one.statements().size(),
                    words.get("binlogs.detail.rows", one.rows(), Looks.rows(words, one.rows(), true)));
        }
        return operation + (changing
                ? " · " + words.get("binlogs.detail.rows", main.rows(), Looks.rows(words, main.rows(), true))
                : table);
    }

    private String facts(Transaction one) {
        List<String> facts = new ArrayList<>();
        Instant time = one.time() == null ? one.commitTime() : one.time();
        facts.add((time == null ? "" : words.formats().date(time) + " ") + Looks.span(words, one));
        facts.add(words.get("binlogs.detail.position", words.formats().number(one.start())));
        if (one.gtid() != null) {
            facts.add("GTID " + one.gtid());
        }
        facts.add(one.thread() == null
                ? words.get("binlogs.detail.noThread")
                : words.get("binlogs.detail.thread", String.valueOf(one.thread())));
        facts.add(words.formats().size(one.bytes()));
        if (one.statements().size() > 1) {
            facts.add(Looks.operations(words, one));
        }
        return String.join(" · ", facts);
    }

    private List<String> texts(Transaction one, @Nullable Statement meant) {
        List<String> texts = new ArrayList<>();
        for (Statement statement : meant == null ? one.statements() : List.of(meant)) {
            if (statement.sql() != null && texts.size() < MOST_TEXTS && !texts.contains(statement.sql().text())) {
                texts.add(statement.sql().text().strip());
            }
        }
        return texts.size() > 1 ? List.of(String.join(";\n", texts)) : texts;
    }

    private static Set<Mark> marks(Transaction one) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        marks.addAll(one.marks());
        one.statements().forEach(statement -> marks.addAll(statement.marks()));
        marks.remove(Mark.ROWS_NOT_SPLIT);
        return marks;
    }

    private Node note(String key, Mark mark) {
        Label text = new Label(words.get(key));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(text);
        box.getStyleClass().add("note-box");
        if (Looks.doubtful(Set.of(mark)) || mark == Mark.STATEMENT_FORMAT || mark == Mark.CASCADE_POSSIBLE) {
            box.getStyleClass().add("warning");
        }
        return box;
    }

    private FlowPane actions(Transaction one) {
        FlowPane actions = new FlowPane(8, 8);
        if (rowsToUndo(one)) {
            Button undo = button("binlogs.detail.undo", () -> model.detail().proposeUndo());
            undo.setId("binlog-undo");
            undo.getStyleClass().add("accent");
            actions.getChildren().add(undo);
        }
        if (one.time() != null) {
            actions.getChildren().add(button("binlogs.detail.logs", this::openLogs));
        }
        if (!model.detail().nameless().isEmpty()) {
            actions.getChildren().add(button("binlogs.detail.names", askNames));
        }
        if (one.has(Mark.IMITATES_TOOL)) {
            actions.getChildren().add(button("binlogs.detail.verify", () -> model.detail().verify()));
        }
        return actions;
    }

    private static boolean rowsToUndo(Transaction one) {
        return one.statements().stream()
                .anyMatch(s -> s.operation().changesRows() && !s.has(Mark.STATEMENT_FORMAT));
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(words.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Shows the logs of the server at the second of the statement. */
    void openLogs() {
        Transaction one = model.detail().transactionProperty().get();
        BinlogServer server = model.files().serverProperty().get();
        if (one != null && one.time() != null && server != null) {
            desk.commands().run("open-logs-at", server.id(), one.time().toString());
        }
    }

    /** Text of the rows that are shown, else of the SQL. */
    String copyText() {
        Transaction one = model.detail().transactionProperty().get();
        TransactionDetail detail = model.detail().detailProperty().get();
        return one == null
                ? ""
                : detail == null || detail.rows().isEmpty()
                        ? String.join(";\n", texts(one, meant(one)))
                        : rows.text(one, detail);
    }
}
