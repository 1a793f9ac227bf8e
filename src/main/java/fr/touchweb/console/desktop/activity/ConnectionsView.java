package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

/** The connections of now. */
final class ConnectionsView {
    private final Words words;
    private final TableView<ConnectionLine> table = new TableView<>();

    ConnectionsView(ActivityModel model, Desk desk) {
        this.words = desk.words();
        table.setId("connections");
        Tables.columns(table, List.of(
                Tables.column(words.get("activity.column.state"), 240,
                        Comparator.comparing((ConnectionLine c) -> words.get(c.state())), this::fillState),
                Tables.text(words.get("activity.column.server"), 160, ConnectionLine::server,
                        Comparator.comparing(ConnectionLine::server), "mono"),
                Tables.text(words.get("activity.column.account"), 100, ConnectionLine::account,
                        Comparator.comparing(ConnectionLine::account), "muted"),
                Tables.text(words.get("activity.column.since"), 100, c -> words.formats().time(c.since()),
                        Comparator.comparing(ConnectionLine::since), "muted"),
                Tables.text(words.get("activity.column.channels"), 80, c -> words.formats().number(c.channels()),
                        Comparator.comparingInt(ConnectionLine::channels), "number"),
                Tables.text(words.get("activity.column.received"), 100, c -> words.formats().size(c.bytesIn()),
                        Comparator.comparingLong(ConnectionLine::bytesIn), "number"),
                Tables.text(words.get("activity.column.sent"), 100, c -> words.formats().size(c.bytesOut()),
                        Comparator.comparingLong(ConnectionLine::bytesOut), "number")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setItems(model.connections());
        table.setPlaceholder(new EmptyState(words.get("activity.connections.none"),
                words.get("activity.connections.none.text"), null));
    }

    Node view() {
        return table;
    }

    void release() {
        table.setItems(FXCollections.observableArrayList());
    }

    private void fillState(TableCell<ConnectionLine, ConnectionLine> cell, ConnectionLine line) {
        HBox state = new HBox(Widgets.dot(line.kind()), new Label(words.get(line.state())));
        state.setSpacing(6);
        state.setAlignment(Pos.CENTER_LEFT);
        cell.setGraphic(state);
    }
}
