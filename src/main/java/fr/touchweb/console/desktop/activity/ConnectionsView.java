package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.ssh.transport.ConnectionSnapshot;
import fr.touchweb.console.core.ssh.transport.ConnectionState;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/** The connections of now, with the way out for those that wait or failed. */
final class ConnectionsView {
    private final ActivityModel model;
    private final Words words;
    private final TableView<ConnectionSnapshot> table = new TableView<>();
    private final BorderPane view = new BorderPane(table);

    ConnectionsView(ActivityModel model, Desk desk) {
        this.model = model;
        this.words = desk.words();
        table.setId("connections");
        table.setAccessibleText(words.get("activity.tab.connections"));
        Tables.columns(table, List.of(
                Tables.column(words.get("activity.column.state"), 420, Comparator.comparing(this::words),
                        this::fillState),
                Tables.text(words.get("activity.column.server"), 150, c -> String.join(", ", c.names()),
                        Comparator.comparing(c -> String.join(", ", c.names())), "mono"),
                Tables.text(words.get("activity.column.channels"), 72, c -> words.formats().number(c.channels()),
                        Comparator.comparingInt(ConnectionSnapshot::channels), "number"),
                Tables.text(words.get("activity.column.received"), 88, c -> words.formats().size(c.bytesReceived()),
                        Comparator.comparingLong(ConnectionSnapshot::bytesReceived), "number"),
                Tables.text(words.get("activity.column.sent"), 88, c -> words.formats().size(c.bytesSent()),
                        Comparator.comparingLong(ConnectionSnapshot::bytesSent), "number"),
                Tables.text(words.get("activity.column.algorithms"), 210, this::algorithms,
                        Comparator.comparing(this::algorithms), "muted"),
                Tables.text(words.get("activity.column.route"), 220, ConnectionSnapshot::route,
                        Comparator.comparing(ConnectionSnapshot::route), "mono")));
        Tables.lastTakesTheRest(table);
        table.setItems(model.connections());
        table.setPlaceholder(new EmptyState(words.get("activity.connections.none"),
                words.get("activity.connections.none.text"), null));
        BooleanBinding nothing = table.getSelectionModel().selectedItemProperty().isNull();
        Button retry = new Button(words.get("activity.connections.retry"));
        retry.disableProperty().bind(nothing);
        retry.setOnAction(event -> model.retry(table.getSelectionModel().getSelectedItem()));
        Button disconnect = new Button(words.get("activity.connections.disconnect"));
        disconnect.disableProperty().bind(nothing);
        disconnect.setOnAction(event -> model.disconnect(table.getSelectionModel().getSelectedItem()));
        HBox foot = new HBox(Widgets.grow(), retry, disconnect);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("page-foot");
        view.setBottom(foot);
    }

    Node view() {
        return view;
    }

    /** Puts the connections of now in without losing the chosen row. */
    void refresh() {
        ConnectionSnapshot chosen = table.getSelectionModel().getSelectedItem();
        model.refreshConnections();
        if (chosen != null) {
            model.connections().stream().filter(c -> c.route().equals(chosen.route())).findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    void release() {
        table.setItems(FXCollections.observableArrayList());
    }

    private String algorithms(ConnectionSnapshot connection) {
        String negotiated = connection.algorithms() == null ? "" : connection.algorithms();
        return connection.legacy() ? negotiated + " " + words.get("activity.connections.legacy") : negotiated;
    }

    private void fillState(TableCell<ConnectionSnapshot, ConnectionSnapshot> cell, ConnectionSnapshot connection) {
        HBox state = new HBox(Widgets.dot(kind(connection.state())), new Label(words(connection)));
        state.setSpacing(6);
        state.setAlignment(Pos.CENTER_LEFT);
        cell.setGraphic(state);
        cell.setTooltip(new Tooltip(words(connection)));
    }

    private static String kind(ConnectionState state) {
        return switch (state) {
            case ConnectionState.Connected connected -> "good";
            case ConnectionState.Connecting connecting -> "accent";
            case ConnectionState.Slow slow -> "warning";
            case ConnectionState.Reconnecting reconnecting -> "warning";
            case ConnectionState.Offline offline -> offline.cause() == null ? "none" : "danger";
            case ConnectionState.NeedsYou needsYou -> "danger";
        };
    }

    private String words(ConnectionSnapshot connection) {
        return words.get(switch (connection.state()) {
            case ConnectionState.Connected connected -> Message.of("activity.state.connected");
            case ConnectionState.Connecting connecting ->
                Message.of("activity.step." + connecting.step().name().toLowerCase(Locale.ROOT));
            case ConnectionState.Slow slow ->
                Message.of("activity.state.slow", words.formats().duration(slow.silence()));
            case ConnectionState.Reconnecting reconnecting ->
                Message.of("activity.state.reconnecting", words.formats().time(reconnecting.next()),
                        reconnecting.cause().text());
            case ConnectionState.Offline offline -> offline.cause() == null
                    ? Message.of("activity.state.offline")
                    : Message.of("activity.state.failed", offline.cause().text());
            case ConnectionState.NeedsYou needsYou ->
                Message.of("activity.state.needsYou", needsYou.cause().text());
        });
    }
}
