package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.logs.SecondPane.Part;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;

/** What the pane below the lines can show, and the ways to it. */
final class SecondParts {
    private final LogsModel model;
    private final Words words;
    private final FieldLine search;
    private final SecondPane pane;
    private final MatchesPane matches;
    private final PastPane past;
    private final MarksPane marks;
    private final AlertsPane alerts;
    private final Listening listening = new Listening();

    /**
     * @param search where a person types what is looked for
     * @param copy puts text on the clipboard
     * @param closed runs after the pane was closed
     */
    SecondParts(LogsModel model, Words words, FieldLine search, Consumer<String> copy, Runnable closed) {
        this.model = model;
        this.words = words;
        this.search = search;
        pane = new SecondPane(words, closed);
        matches = new MatchesPane(model, words);
        past = new PastPane(model, words);
        marks = new MarksPane(model, words, copy);
        alerts = new AlertsPane(model, words);
        pane.add(Part.MATCHES, words.get("logs.second.matches"), matches);
        pane.add(Part.PAST, words.get("logs.second.past"), past);
        pane.add(Part.MARKS, words.get("logs.second.marks"), marks);
        pane.add(Part.ALERTS, words.get("logs.second.alerts"), alerts);
        counted(Part.PAST, "logs.second.past", model.pastSearch().hits());
        counted(Part.MARKS, "logs.second.marks", model.marks().list());
        counted(Part.ALERTS, "logs.second.alerts", model.alerts().rules());
    }

    private void counted(Part part, String key, ObservableList<?> list) {
        listening.list(list, () -> pane.name(part,
                list.isEmpty() ? words.get(key) : words.get(key) + "  " + words.formats().number(list.size())));
    }

    SecondPane pane() {
        return pane;
    }

    LogRows matchingLines() {
        return matches.lines();
    }

    /** Takes over what is typed in the search line; whether anything is looked for then. */
    private boolean typed() {
        if (search.isVisible()) {
            model.search().want(search.text());
        }
        return model.search().wantedProperty().get() != null;
    }

    /** Shows every line that the search finds among those that were read. */
    void showMatches() {
        if (typed()) {
            pane.open(Part.MATCHES);
            matches.draw();
        } else {
            search.open();
        }
    }

    /** Looks for the same in the files of the past, without a search for what the filters let through. */
    void searchPast() {
        if (typed() || model.filters().together() != null) {
            pane.open(Part.PAST);
            past.start();
        } else {
            search.open();
        }
    }

    void showMarks() {
        pane.open(Part.MARKS);
    }

    void showAlerts() {
        pane.open(Part.ALERTS);
        alerts.opened();
    }

    void dispose() {
        List.<Runnable>of(listening::stop, matches::dispose, past::dispose, marks::dispose, alerts::dispose,
                pane::dispose).forEach(Runnable::run);
    }
}
