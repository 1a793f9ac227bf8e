package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.desktop.binlog.FiltersModel.Chip;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.FilterChip;
import fr.touchweb.console.desktop.widget.FilterChips;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Filters as chips, each with its count or the progress of its search, and the field that adds one. */
final class FilterBar extends FilterChips {
    private final BinlogModel model;
    private final Words words;
    private final TextField field = new TextField();
    private final ContextMenu proposals = new ContextMenu();
    private final List<FilterChip> counted = new ArrayList<>();

    FilterBar(BinlogModel model, Words words) {
        this.model = model;
        this.words = words;
        field.setId("binlog-filter");
        field.setPromptText(words.get("binlogs.filter.prompt"));
        field.setAccessibleText(words.get("binlogs.filter.prompt"));
        field.setTooltip(new Tooltip(words.get("binlogs.filter.help")));
        field.getStyleClass().add("bin-filter");
        field.setOnAction(event -> {
            if (model.filters().add(field.getText())) {
                field.clear();
                proposals.hide();
            }
        });
        field.addEventHandler(KeyEvent.KEY_TYPED, event -> complete());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
                complete();
                event.consume();
            }
        });
        field.focusedProperty().addListener((p, before, focused) -> {
            if (!focused) {
                proposals.hide();
            }
        });
    }

    void focusField() {
        field.requestFocus();
    }

    void hideProposals() {
        proposals.hide();
    }

    private void complete() {
        List<String> tables = model.reading().summary().tables().keySet().stream().map(Object::toString).toList();
        List<String> found = FilterText.completions(field.getText(), tables);
        if (found.isEmpty() || !field.isFocused() || getScene() == null || getScene().getWindow() == null) {
            proposals.hide();
            return;
        }
        proposals.getItems().setAll(found.stream().map(text -> {
            MenuItem item = new MenuItem(text);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> {
                field.setText(text);
                field.positionCaret(text.length());
                complete();
            });
            return item;
        }).toList());
        if (!proposals.isShowing()) {
            proposals.show(field, Side.BOTTOM, 0, 2);
        }
    }

    /** Shows the filters of now. */
    void build() {
        boolean focused = field.isFocused();
        counted.clear();
        getChildren().clear();
        for (Chip chip : model.filters().chips()) {
            FilterChip both = new FilterChip(chip.enabled, false, () -> model.filters().toggle(chip),
                    words.get("binlogs.filter.remove", chip.filter.typed()), () -> model.filters().remove(chip));
            counted.add(both);
            getChildren().add(both);
        }
        getChildren().add(field);
        refresh();
        if (focused) {
            field.requestFocus();
        }
    }

    /** Takes over the counts of now. */
    void refresh() {
        for (int i = 0; i < counted.size() && i < model.filters().chips().size(); i++) {
            Chip chip = model.filters().chips().get(i);
            counted.get(i).text(shown(chip) + "\u2002" + count(chip));
        }
    }

    private static String shown(Chip chip) {
        String typed = chip.filter.typed().replace("->", "→").replace(">=", " ≥ ");
        return Looks
                .inert(typed.startsWith("time:") ? typed.substring(5).replace("..", " → ").replace('T', ' ') : typed);
    }

    private String count(Chip chip) {
        String hits = words.formats().number(chip.hits(model.list()));
        ValueSearch search = chip.search;
        if (search == null) {
            return hits;
        }
        if (search.running()) {
            return hits + " · " + words.formats().percent(search.fraction());
        }
        return search.limitReached() ? words.get("binlogs.filter.limit", hits) : hits;
    }
}
