package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;

/** How many lines before and after each that is wanted are shown with it. */
final class AroundChoice extends ComboBox<Integer> {
    private static final List<Integer> COUNTS = List.of(0, 1, 2, 5, 10, 20);

    AroundChoice(String id, IntegerProperty around, Words words) {
        setId(id);
        getStyleClass().add("log-around");
        getItems().addAll(COUNTS);
        setConverter(Widgets.showing(count -> words.get("logs.around", count == null ? 0 : count)));
        setAccessibleText(words.get("logs.around.words"));
        setTooltip(new Tooltip(words.get("logs.around.words")));
        setValue(around.get());
        setOnAction(event -> around.set(getValue()));
        setMinWidth(USE_PREF_SIZE);
    }

    /** The count after this one; the first one after the last. */
    static int next(int count) {
        return COUNTS.get((COUNTS.indexOf(count) + 1) % COUNTS.size());
    }
}
