package fr.touchweb.console.desktop.widget;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A filter that is switched on and off, and taken away by its cross. */
public final class FilterChip extends HBox {
    private static final PseudoClass EXCLUDE = PseudoClass.getPseudoClass("exclude");

    private final ToggleButton toggle = new ToggleButton();

    /**
     * @param exclude whether it hides what it finds
     * @param removing what the cross does, in words
     */
    public FilterChip(boolean enabled, boolean exclude, Runnable switched, String removing, Runnable removed) {
        getStyleClass().add("filter-chip-box");
        toggle.getStyleClass().add("filter-chip");
        toggle.pseudoClassStateChanged(EXCLUDE, exclude);
        toggle.setMnemonicParsing(false);
        toggle.setSelected(enabled);
        toggle.setOnAction(event -> switched.run());
        Button remove = new Button("×");
        remove.getStyleClass().add("filter-chip-remove");
        remove.setAccessibleText(removing);
        remove.setTooltip(new Tooltip(removing));
        remove.setOnAction(event -> removed.run());
        getChildren().addAll(toggle, remove);
    }

    /** Gives it a menu of one action. */
    public void menu(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        toggle.setContextMenu(new ContextMenu(item));
    }

    /** Shows the filter and its count; the same text again costs nothing. */
    public void text(String text) {
        if (!text.equals(toggle.getText())) {
            toggle.setText(text);
        }
    }
}
