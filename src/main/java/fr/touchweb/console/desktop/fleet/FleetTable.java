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
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** The table: rows of one height, columns as the person left them, order and filter worked out elsewhere. */
final class FleetTable {
    /** At the default text size, in pixels. */
    private static final double ROW = 24;

    private final FleetModel model;
    private final FleetSettingsKeeper keeper;
    private final TableView<ServerView> table = new TableView<>();
    private final Listening listening = new Listening();
    /** Ids of the servers that the person chose, shown now or not. */
    private final Set<String> chosen = new HashSet<>();
    private boolean following;

    FleetTable(FleetModel model, Desk desk, FleetSettingsKeeper keeper) {
        this.model = model;
        this.keeper = keeper;
        table.setId("fleet-table");
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
        table.setItems(model.shown());
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
        // After the table's own listener, which leaves the selection at its places.
        listening.list(model.shown(), this::reselect);
        listening.now(model.selectedProperty(), this::follow);
        listening.changes(desk.words().formatsProperty(), formats -> table.refresh());
    }

    TableView<ServerView> view() {
        return table;
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
