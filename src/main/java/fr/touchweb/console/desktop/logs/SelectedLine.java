package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.RequestId;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/** The line that is chosen, and what else can be looked for from it. JavaFX thread only. */
final class SelectedLine {
    private static final int LONGEST = 64 << 10;

    private final LogsModel model;
    private final SameSecond sameSecond;
    private final ReadOnlyBooleanWrapper there = new ReadOnlyBooleanWrapper(this, "there");
    private final ReadOnlyBooleanWrapper client = new ReadOnlyBooleanWrapper(this, "client");
    private final ReadOnlyBooleanWrapper request = new ReadOnlyBooleanWrapper(this, "request");
    private long pinned = -1;
    private Optional<String> address = Optional.empty();
    private Optional<String> id = Optional.empty();

    SelectedLine(LogsModel model, SameSecond sameSecond) {
        this.model = model;
        this.sameSecond = sameSecond;
        model.selectedProperty().addListener((property, before, number) -> look());
    }

    private void look() {
        StoredLine line = line();
        LogRecord record = line == null ? null : model.record();
        address = record != null && record.fields().get(Field.CLIENT.id()) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
        id = record == null || line == null ? Optional.empty() : RequestId.of(record, line.text());
        there.set(line != null);
        client.set(address.isPresent());
        request.set(id.isPresent());
    }

    /** The line, null when none is chosen. */
    @Nullable
    StoredLine line() {
        long number = model.selectedNumber();
        StoredLine line = number < 0 ? null : model.session().store().get(number, LONGEST);
        return line == null || line.kind() != StoredLine.Kind.LINE ? null : line;
    }

    SourceKey source(StoredLine line) {
        return model.session().source(line.source());
    }

    ReadOnlyBooleanProperty thereProperty() {
        return there.getReadOnlyProperty();
    }

    /** Whether it tells who asked. */
    ReadOnlyBooleanProperty clientProperty() {
        return client.getReadOnlyProperty();
    }

    /** Whether it tells the id of its request. */
    ReadOnlyBooleanProperty requestProperty() {
        return request.getReadOnlyProperty();
    }

    /** What other logs tell of the same time. */
    SameSecond sameSecond() {
        return sameSecond;
    }

    /** Shows only what every source says of the same client. */
    void sameClient() {
        address.ifPresent(this::only);
    }

    /** Shows only what every source says of the same request. */
    void sameRequest() {
        id.ifPresent(this::only);
    }

    private void only(String word) {
        long number = model.selectedNumber();
        model.filters().add(LineFilter.word(word));
        model.show(number);
    }

    /** Gives the search, else the client of the line, a colour. */
    void highlight(int colour) {
        LineFilter search = model.search().wantedProperty().get();
        if (search != null) {
            model.highlights().toggle(colour, search);
        } else {
            address.ifPresent(text -> model.highlights().toggle(colour, text));
        }
    }

    /** Marks it, or takes its mark away. */
    void toggleMark() {
        if (model.selectedNumber() >= 0) {
            model.marks().toggle(model.selectedNumber());
            model.redraw();
        }
    }

    /** Keeps it at the top while others move below it, or lets it go. */
    void togglePin() {
        pinned = model.selectedNumber() == pinned ? -1 : model.selectedNumber();
        model.redraw();
    }

    /** Row of the line that is kept at the top, -1 for none or while it is not shown. */
    long pinnedRow() {
        long row = pinned < 0 ? -1 : model.rowOf(pinned);
        StoredLine line = model.row(row, 0);
        return line != null && line.number() == pinned ? row : -1;
    }

    /** Chooses the next marked line, the first one after the last. */
    void nextMark() {
        Long row = model.marks().nextRow(model.selectedNumber());
        if (row != null) {
            model.select(row);
        }
    }
}
