package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.core.logs.alert.AlertRule.Kind;
import fr.touchweb.console.core.policy.LogViewPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Asks for an alert: what happens, which lines it is about, how many and how long. */
final class AlertForm extends HBox {
    private final LogsModel model;
    private final ComboBox<Kind> kind = new ComboBox<>();
    private final TextField filter = new TextField();
    private final TextField count = new TextField();
    private final TextField seconds = new TextField();
    private final Label within = new Label();

    AlertForm(LogsModel model, Words words) {
        super(8);
        this.model = model;
        kind.setId("alert-kind");
        kind.getItems().addAll(Kind.values());
        kind.setConverter(Widgets.showing(one -> one == null
                ? ""
                : words.get("logs.alerts.kind." + one.name().toLowerCase(Locale.ROOT))));
        kind.setAccessibleText(words.get("logs.alerts.kind"));
        filter.setId("alert-filter");
        filter.setPromptText(words.get("logs.alerts.all"));
        filter.setAccessibleText(words.get("logs.alerts.filter"));
        filter.setTooltip(new Tooltip(words.get("logs.alerts.filter")));
        HBox.setHgrow(filter, Priority.ALWAYS);
        number(count, "alert-count", words.get("logs.alerts.count"));
        number(seconds, "alert-seconds", words.get("logs.alerts.seconds"));
        Button add = new Button(words.get("logs.alerts.add"));
        add.setId("alert-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(event -> add());
        filter.setOnAction(event -> add());
        Label unit = new Label(words.get("logs.alerts.unit"));
        within.setMinWidth(Region.USE_PREF_SIZE);
        unit.setMinWidth(Region.USE_PREF_SIZE);
        kind.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("log-second-bar");
        getChildren().addAll(kind, filter, count, within, seconds, unit, add);
        kind.setOnAction(event -> choose(words));
        kind.setValue(Kind.RATE);
        choose(words);
    }

    private static void number(TextField field, String id, String words) {
        field.setId(id);
        field.setAccessibleText(words);
        field.setMinWidth(56);
        field.setMaxWidth(56);
        field.setAlignment(Pos.CENTER_RIGHT);
    }

    private void choose(Words words) {
        LogViewPolicy figures = model.figures();
        boolean rate = kind.getValue() == Kind.RATE;
        count.setVisible(rate);
        count.setManaged(rate);
        count.setText(String.valueOf(figures.alertRateCount()));
        seconds.setText(String.valueOf(kind.getValue() == Kind.SILENCE
                ? figures.alertSilenceSeconds()
                : figures.alertWindowSeconds()));
        within.setText(words.get("logs.alerts.within." + kind.getValue().name().toLowerCase(Locale.ROOT)));
    }

    /** Begins with what the page filters by now, as far as it is one text. */
    void suggest() {
        if (filter.getText().isEmpty()) {
            List<LineFilter> filters = model.filters().chips().stream().filter(LogView.Chip::enabled)
                    .map(LogView.Chip::filter).filter(one -> one.span() == null).toList();
            LineFilter.all(filters).map(LineFilter::query).filter(query -> isTyped(query, filters))
                    .or(() -> filters.stream().map(LineFilter::query).findFirst()).ifPresent(filter::setText);
        }
    }

    /** Whether these filters are what is read from such a text: words beside words would be one. */
    private static boolean isTyped(String text, List<LineFilter> filters) {
        try {
            return LineFilter.each(text).stream().map(LineFilter::query).toList()
                    .equals(filters.stream().map(LineFilter::query).toList());
        } catch (LineFilter.BadFilterException e) {
            return false;
        }
    }

    private void add() {
        int many = read(count);
        int time = read(seconds);
        if (many < 1 || time < 1) {
            model.problemProperty().set(Message.of("logs.alerts.wrongNumber"));
            return;
        }
        if (model.alerts().add(new AlertRule(kind.getValue(), filter.getText().strip(), many, time))) {
            filter.clear();
        }
    }

    /** A number, or 0 for what is none. */
    private static int read(TextField field) {
        String digits = field.getText().strip();
        return digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
    }
}
