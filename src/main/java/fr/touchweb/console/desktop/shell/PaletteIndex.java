package fr.touchweb.console.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds things by a part of their name, over all sources. JavaFX thread only. */
public final class PaletteIndex {
    private final List<PaletteSource> sources = new ArrayList<>();

    /**
     * An entry that fits.
     *
     * @param hits positions in the name that matched, ascending
     */
    public record Found(PaletteEntry entry, int score, List<Integer> hits) {}

    public void add(PaletteSource source) {
        sources.add(source);
    }

    /** The best entries first, at most {@code limit}; of equal ones the shorter name, then the alphabet. Without a query
     * all in the order of their sources. */
    public List<Found> find(String query, int limit) {
        List<Found> found = new ArrayList<>();
        for (PaletteSource source : sources) {
            for (PaletteEntry entry : source.entries(query)) {
                FuzzyMatch.of(query, entry.name(), entry.detail())
                        .ifPresent(m -> found.add(new Found(entry, m.score(), m.hits())));
            }
        }
        if (query.isBlank()) {
            return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
        }
        found.sort(Comparator.comparingInt((Found f) -> -f.score()).thenComparingInt(f -> f.entry().name().length())
                .thenComparing(f -> f.entry().name()));
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }
}
