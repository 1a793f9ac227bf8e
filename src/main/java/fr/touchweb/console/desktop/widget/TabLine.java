package fr.touchweb.console.desktop.widget;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/**
 * Tabs as words on a line, one of them underlined; bound to a property that a model keeps.
 *
 * @param <T> what a tab stands for
 */
public final class TabLine<T> extends HBox {
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
    private final ToggleGroup group = new ToggleGroup();
    private final Listening listening = new Listening();
    private final Property<T> selected;

    public TabLine(Property<T> selected) {
        this.selected = selected;
        getStyleClass().add("tab-line");
        listening.changes(selected, this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
            if (step != 0) {
                event.consume();
                var all = buttons.keySet().stream().toList();
                T next = all.get(Math.floorMod(all.indexOf(selected.getValue()) + step, all.size()));
                selected.setValue(next);
                Objects.requireNonNull(buttons.get(next)).requestFocus();
            }
        });
    }

    public void add(T value, String words) {
        ToggleButton button = new ToggleButton(words);
        button.getStyleClass().setAll("tab-button");
        button.setId("tab-" + value.toString().toLowerCase(java.util.Locale.ROOT));
        button.setToggleGroup(group);
        button.setOnAction(event -> {
            // A second press on the open tab must not close it.
            button.setSelected(true);
            selected.setValue(value);
        });
        buttons.put(value, button);
        getChildren().add(button);
        show(selected.getValue());
    }

    /** Changes the words of a tab: counts. */
    public void words(T value, String words) {
        Objects.requireNonNull(buttons.get(value)).setText(words);
    }

    public void release() {
        listening.stop();
    }

    private void show(T value) {
        ToggleButton button = buttons.get(value);
        if (button != null) {
            button.setSelected(true);
        }
    }
}
