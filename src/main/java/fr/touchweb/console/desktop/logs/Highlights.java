package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Words that are shown on a ground of their own, one of nine colours. JavaFX thread only. */
final class Highlights {
    static final int COLOURS = 9;

    private final ObservableList<Highlight> list = FXCollections.observableArrayList();
    private final Runnable changed;

    /**
     * What has a colour.
     *
     * @param colour 1 to {@link #COLOURS}
     */
    record Highlight(int colour, LineFilter filter) {}

    /** @param changed called when a person changed them */
    Highlights(List<LogsState.Coloured> before, Runnable changed, Consumer<Throwable> errors) {
        this.changed = changed;
        list.setAll(read(before, errors));
    }

    private static List<Highlight> read(List<LogsState.Coloured> kept, Consumer<Throwable> errors) {
        List<Highlight> all = new ArrayList<>();
        for (LogsState.Coloured one : kept) {
            try {
                all.add(new Highlight(Math.clamp(one.colour(), 1, COLOURS), LineFilter.of(one.text())));
            } catch (LineFilter.BadFilterException e) {
                errors.accept(e);
            }
        }
        return all;
    }

    /** Takes those that were kept and no others. */
    void restore(List<LogsState.Coloured> kept, Consumer<Throwable> errors) {
        list.setAll(read(kept, errors));
        changed.run();
    }

    ObservableList<Highlight> list() {
        return list;
    }

    List<LogsState.Coloured> state() {
        return list.stream().map(one -> new LogsState.Coloured(one.colour(), one.filter().query())).toList();
    }

    /** Gives words a colour; the same colour again takes it away. */
    void toggle(int colour, LineFilter what) {
        List<Highlight> next = new ArrayList<>(list);
        boolean had = next.removeIf(one -> one.filter().query().equals(what.query()) && one.colour() == colour);
        next.removeIf(one -> one.filter().query().equals(what.query()));
        if (!had) {
            next.add(new Highlight(colour, what));
        }
        list.setAll(next);
        changed.run();
    }

    /** Gives a value its colour as it stands, whatever characters it has. */
    void toggle(int colour, String value) {
        toggle(colour, LineFilter.literal(value));
    }

    void remove(Highlight one) {
        list.remove(one);
        changed.run();
    }

    /** Colour that a value has. */
    Optional<Integer> colourOf(String value) {
        return list.stream().filter(one -> one.filter().query().equals(LineFilter.literal(value).query()))
                .map(Highlight::colour).findFirst();
    }
}
