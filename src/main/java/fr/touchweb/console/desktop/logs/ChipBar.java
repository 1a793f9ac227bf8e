package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.FilterChip;
import fr.touchweb.console.desktop.widget.FilterChips;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/** Filters as chips, each with its live count, and the field that adds one. */
final class ChipBar extends FilterChips {
    private final LogsModel model;
    private final Words words;
    private final TextField field = new TextField();
    private final List<FilterChip> counted = new ArrayList<>();

    ChipBar(LogsModel model, Words words) {
        this.model = model;
        this.words = words;
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
            FilterChip both = new FilterChip(chip.enabled(), chip.filter().exclude(),
                    () -> model.filters().toggle(chip),
                    words.get("logs.filter.remove", chip.filter().query()), () -> model.filters().remove(chip));
            if (chip.filter().span() == null) {
                both.menu(words.get(chip.filter().exclude() ? "logs.filter.showOnly" : "logs.filter.exclude"),
                        () -> model.filters().turnRound(chip));
            }
            counted.add(both);
            getChildren().add(both);
        }
        getChildren().add(field);
        refresh();
    }

    private String spanWords(TimeSpan span) {
        String times = words.formats().timeMillis(span.from()).substring(0, 8) + " – "
                + words.formats().timeMillis(span.to()).substring(0, 8);
        return span.whole() ? words.get("logs.filter.during", times) : times;
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
            counted.get(i).text(query + "\u2002" + sign + words.formats().number(model.filters().hits(i)));
        }
    }
}
