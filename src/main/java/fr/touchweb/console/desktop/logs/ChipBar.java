package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.desktop.shell.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** Filters as chips, each with its live count, and the field that adds one. */
final class ChipBar extends FlowPane {
    private static final PseudoClass EXCLUDE = PseudoClass.getPseudoClass("exclude");

    private final LogsModel model;
    private final Words words;
    private final TextField field = new TextField();
    private final List<ToggleButton> counted = new ArrayList<>();

    ChipBar(LogsModel model, Words words) {
        super(6, 6);
        this.model = model;
        this.words = words;
        getStyleClass().add("log-chips");
        field.setId("logs-filter");
        field.setPromptText(words.get("logs.filter.prompt"));
        field.setAccessibleText(words.get("logs.filter.prompt"));
        field.setTooltip(new Tooltip(words.get("logs.filter.help")));
        field.getStyleClass().add("log-filter");
        field.setOnAction(event -> {
            if (model.filters().add(field.getText())) {
                field.clear();
            }
        });
        build();
    }

    void focusField() {
        field.requestFocus();
    }

    /** Shows the filters of now. */
    void build() {
        counted.clear();
        getChildren().clear();
        for (LogView.Chip chip : model.filters().chips()) {
            ToggleButton toggle = new ToggleButton();
            toggle.getStyleClass().add("log-chip");
            toggle.pseudoClassStateChanged(EXCLUDE, chip.filter().exclude());
            toggle.setSelected(chip.enabled());
            toggle.setOnAction(event -> model.filters().toggle(chip));
            Button remove = new Button("×");
            remove.getStyleClass().add("log-chip-remove");
            String drop = words.get("logs.filter.remove", chip.filter().query());
            remove.setAccessibleText(drop);
            remove.setTooltip(new Tooltip(drop));
            remove.setOnAction(event -> model.filters().remove(chip));
            HBox both = new HBox(toggle, remove);
            both.getStyleClass().add("log-chip-box");
            counted.add(toggle);
            getChildren().add(both);
        }
        getChildren().add(field);
        refresh();
    }

    private String spanWords(TimeSpan span) {
        return words.formats().timeMillis(span.from()).substring(0, 8) + " – "
                + words.formats().timeMillis(span.to()).substring(0, 8);
    }

    /** Takes over the counts of now. */
    void refresh() {
        for (int i = 0; i < counted.size() && i < model.filters().chips().size(); i++) {
            LogView.Chip chip = model.filters().chips().get(i);
            TimeSpan span = chip.filter().span();
            String query = span != null
                    ? spanWords(span)
                    : chip.filter().exclude()
                            ? words.get("logs.filter.without", chip.filter().query().substring(1))
                            : chip.filter().query().replace(">=", " ≥ ").replace("<=", " ≤ ");
            String sign = chip.filter().exclude() ? "−" : "";
            counted.get(i).setText(query + "\u2002" + sign + words.formats().number(model.filters().hits(i)));
        }
    }
}
