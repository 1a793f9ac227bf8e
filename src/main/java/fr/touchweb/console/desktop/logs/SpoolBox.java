package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineStore;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Room on disk that the lines take and may take; past it the oldest go, and a row says so. */
final class SpoolBox extends HBox {
    private static final List<Integer> MEGABYTES = List.of(256, 1_024, 4_096, 16_384, 65_536);

    private final LineStore store;
    private final Words words;
    private final Tooltip kept = new Tooltip();
    private final Label taken = Widgets.label("", "muted", "caption");

    SpoolBox(LogsModel model, Words words) {
        super(8);
        this.words = words;
        this.store = model.session().store();
        List<Integer> choices = new ArrayList<>(MEGABYTES);
        int now = (int) (store.budget() >> 20);
        if (!choices.contains(now)) {
            choices.add(now);
            choices.sort(null);
        }
        ComboBox<Integer> budget = new ComboBox<>();
        budget.setId("logs-spool");
        budget.getStyleClass().add("log-spool");
        budget.getItems().addAll(choices);
        budget.setConverter(Widgets.showing(megabytes -> megabytes == null
                ? ""
                : words.formats().size((long) megabytes << 20)));
        budget.setValue(now);
        budget.setAccessibleText(words.get("logs.spool.tip"));
        budget.setTooltip(new Tooltip(words.get("logs.spool.tip")));
        budget.setOnAction(event -> {
            store.budget((long) budget.getValue() << 20);
            model.save();
        });
        budget.setMinWidth(Region.USE_PREF_SIZE);
        taken.setTooltip(kept);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("log-sources-foot");
        getChildren().addAll(taken, Widgets.grow(), budget);
        refresh();
    }

    /** Takes over what is taken now. */
    void refresh() {
        taken.setText(words.get("logs.spool", words.formats().size(store.bytes())));
        kept.setText(words.get("logs.spool.kept", words.formats().size(store.others())));
    }
}
