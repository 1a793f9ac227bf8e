package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.desktop.logs.RowText.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is marked in a row: hits of the search and of the filters that show lines, and what a person highlights. */
final class RowHits {
    private static final int STATUS_DIGITS = 3;

    private final LogsModel model;
    private final List<LineFilter> marking = new ArrayList<>();

    /**
     * A part of a piece.
     *
     * @param colour 1 to {@link Highlights#COLOURS} for a highlight, 0 for a hit
     */
    record Place(int from, int to, int colour) {}

    RowHits(LogsModel model) {
        this.model = model;
    }

    /** Takes over the search and the filters of now. */
    void refresh() {
        marking.clear();
        LineFilter search = model.search().wantedProperty().get();
        if (search != null) {
            marking.add(search);
        }
        for (LogView.Chip chip : model.filters().chips()) {
            if (chip.enabled() && !chip.filter().exclude()) {
                marking.add(chip.filter());
            }
        }
    }

    /** Places to mark in each piece, in their order. */
    List<List<Place>> of(List<Piece> pieces) {
        List<Highlights.Highlight> highlights = model.highlights().list();
        if (marking.isEmpty() && highlights.isEmpty()) {
            return pieces.stream().map(piece -> List.<Place>of()).toList();
        }
        List<List<Place>> all = new ArrayList<>();
        for (Piece piece : pieces) {
            List<Place> places = new ArrayList<>();
            for (Highlights.Highlight highlight : highlights) {
                highlight.filter().places(piece.text())
                        .forEach(place -> places.add(new Place(place[0], place[1], highlight.colour())));
            }
            for (LineFilter filter : marking) {
                filter.places(piece.text()).forEach(place -> places.add(new Place(place[0], place[1], 0)));
                if (isStatus(piece.text()) && filter.hitsStatus(Integer.parseInt(piece.text()))) {
                    places.add(new Place(0, piece.text().length(), 0));
                }
            }
            places.sort(Comparator.comparingInt(Place::from));
            all.add(places);
        }
        return all;
    }

    private static boolean isStatus(String text) {
        return text.length() == STATUS_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
