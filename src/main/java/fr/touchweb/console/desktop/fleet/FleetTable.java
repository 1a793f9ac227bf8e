package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.widget.Listening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The table: rows of one height, columns as the person left them, order and filter worked out elsewhere. Where a filter
 * finds nothing, what says so lies over the rows of before: a table that becomes empty empties every cell, and fills and
 * styles every one of them at the next letter.
 */
final class FleetTable {
    /** At the default text size, in pixels. */
    private static final double ROW = 24;

    private final FleetModel model;
    private final FleetSettingsKeeper keeper;
    private final TableView<ServerView> table = new TableView<>();
    private final TableRows rows = new TableRows();
    private final StackPane nothing;
    private final StackPane whole;
    private final Listening listening = new Listening();
    /** Ids of the servers that the person chose, shown now or not. */
    private final Set<String> chosen = new HashSet<>();
    private boolean following;

    /** @param nothing what is said where no server passes the filter */
    FleetTable(FleetModel model, Desk desk, FleetSettingsKeeper keeper, Node nothing) {
        this.model = model;
        this.keeper = keeper;
        this.nothing = new StackPane(nothing);
        this.nothing.setId("fleet-nothing");
        this.nothing.getStyleClass().add("fleet-nothing");
        this.nothing.setVisible(false);
        whole = new StackPane(table, this.nothing);
        table.setId("fleet-table");
        table.setAccessibleText(desk.words().get("fleet.page"));
        // Bound, so that no style sheet sets it while rows are being filled.
        table.fixedCellSizeProperty().bind(Bindings.createDoubleBinding(() -> desk.theme().row(ROW),
                desk.theme().fontSizeProperty()));
        table.setTableMenuButtonVisible(true);
        table.setRowFactory(made -> new FleetRow());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        List<TableColumn<ServerView, ?>> columns = new FleetColumns(desk.words(), model.room().clock(), model::policy)
                .all();
        arrange(columns, keeper.settings());
        // The model sorts in the background; the table only says how.
        table.setSortPolicy(sorted -> {
            model.setOrder(order());
            return true;
        });
        // Nothing yet, which the page says in its own way.
        table.setPlaceholder(new Region());
        table.setItems(rows);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveCoveredRows);
        restoreSort(keeper.settings());
        for (TableColumn<ServerView, ?> column : table.getColumns()) {
            column.widthProperty().addListener((p, before, after) -> keep());
            column.visibleProperty().addListener((p, before, after) -> keep());
            column.sortTypeProperty().addListener((p, before, after) -> keep());
        }
        listening.list(table.getColumns(), this::keep);
        listening.list(table.getSortOrder(), this::keep);
        TableView.TableViewSelectionModel<ServerView> selection = table.getSelectionModel();
        selection.selectedItemProperty().addListener((p, before, view) -> {
            if (!following && view != null) {
                model.selectedProperty().set(view);
            }
        });
        selection.getSelectedIndices().addListener((ListChangeListener<Integer>) change -> {
            if (!following) {
                chosen.clear();
                chosen().forEach(view -> chosen.add(view.id()));
            }
        });
        listening.list(model.shown(), this::showRows);
        showRows();
        listening.now(model.selectedProperty(), this::follow);
        listening.changes(desk.words().formatsProperty(), formats -> table.refresh());
    }

    TableView<ServerView> view() {
        return table;
    }

    /** The table with what lies over it. */
    Node node() {
        return whole;
    }

    private void showRows() {
        boolean none = model.shown().isEmpty();
        if (!none || model.totalProperty().get() == 0) {
            rows.show(model.shown());
        }
        if (none && !nothing.isVisible()) {
            Node head = table.lookup(".column-header-background");
            StackPane.setMargin(nothing, new Insets(head == null ? 0 : head.getLayoutBounds().getHeight(), 0, 0, 0));
        }
        nothing.setVisible(none);
        // After the table heard of its rows, which leaves the selection at its places.
        reselect();
    }

    /** The keys that select do not reach rows that nobody sees. */
    private void leaveCoveredRows(KeyEvent event) {
        KeyCode code = event.getCode();
        if (nothing.isVisible() && (code.isNavigationKey() || code == KeyCode.SPACE
                || code == KeyCode.A && event.isShortcutDown())) {
            event.consume();
        }
    }

    void release() {
        table.fixedCellSizeProperty().unbind();
        listening.stop();
        table.setItems(FXCollections.observableArrayList());
    }

    /** Rows that the person chose. */
    List<ServerView> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    /** Moves the selection to the model's choice without telling it back. */
    private void follow(@Nullable ServerView view) {
        if (view == null) {
            chosen.clear();
        } else if (!chosen.contains(view.id())) {
            chosen.clear();
            chosen.add(view.id());
        }
        reselect();
    }

    /** Puts the selection on the servers that were chosen, wherever they stand now. */
    private void reselect() {
        TableView.TableViewSelectionModel<ServerView> selection = table.getSelectionModel();
        if (chosen.isEmpty() && selection.isEmpty()) {
            return;
        }
        int[] places = IntStream.range(0, model.shown().size())
                .filter(i -> chosen.contains(model.shown().get(i).id())).toArray();
        following = true;
        try {
            selection.clearSelection();
            if (places.length > 0) {
                selection.selectIndices(places[0], Arrays.copyOfRange(places, 1, places.length));
            }
        } finally {
            following = false;
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Comparator<ServerView> order() {
        Comparator<ServerView> all = null;
        for (TableColumn<ServerView, ?> column : table.getSortOrder()) {
            // Every column of this table has the row itself as its value.
            Comparator<ServerView> one = (Comparator<ServerView>) (Comparator<?>) column.getComparator();
            if (column.getSortType() == TableColumn.SortType.DESCENDING) {
                one = one.reversed();
            }
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    private void arrange(List<TableColumn<ServerView, ?>> columns, FleetSettings kept) {
        List<TableColumn<ServerView, ?>> ordered = new ArrayList<>();
        for (FleetSettings.Column each : kept.columns()) {
            columns.stream().filter(column -> each.id().equals(column.getId())).findFirst().ifPresent(column -> {
                column.setPrefWidth(Math.clamp(each.width(), 40, 600));
                column.setVisible(each.visible());
                ordered.add(column);
            });
        }
        columns.stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
        table.getColumns().setAll(ordered);
    }

    private void restoreSort(FleetSettings kept) {
        table.getColumns().stream().filter(column -> column.getId().equals(kept.sort())).findFirst()
                .ifPresent(column -> {
                    column.setSortType(
                            kept.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
                    table.getSortOrder().setAll(List.of(column));
                });
    }

    private void keep() {
        TableColumn<ServerView, ?> sorted = table.getSortOrder().isEmpty() ? null : table.getSortOrder().getFirst();
        keeper.columns(table.getColumns().stream()
                .map(column -> new FleetSettings.Column(column.getId(), column.getWidth(), column.isVisible()))
                .toList(),
                sorted == null ? null : sorted.getId(),
                sorted != null && sorted.getSortType() == TableColumn.SortType.DESCENDING);
    }
}
