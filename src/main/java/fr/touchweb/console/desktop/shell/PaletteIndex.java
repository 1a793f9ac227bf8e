package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.fleet.Account.Right;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds things by a part of their name, over all sources. JavaFX thread only. */
public final class PaletteIndex {
    private final Predicate<Right> may;
    private final List<Offer> sources = new ArrayList<>();

    private record Offer(@Nullable Right needs, PaletteSource source) {}

    /**
     * An entry that fits.
     *
     * @param hits positions in the name that matched, ascending
     */
    public record Found(PaletteEntry entry, int score, List<Integer> hits) {}

    /** For who may do everything. */
    public PaletteIndex() {
        this(right -> true);
    }

    /** @param may whether the person has a right on at least one server, now */
    public PaletteIndex(Predicate<Right> may) {
        this.may = may;
    }

    public void add(PaletteSource source) {
        sources.add(new Offer(null, source));
    }

    /** Adds a source that is asked only while the person has a right somewhere. */
    public void add(Right needs, PaletteSource source) {
        sources.add(new Offer(needs, source));
    }

    /** The source is asked no more. */
    public void remove(PaletteSource source) {
        sources.removeIf(offer -> offer.source() == source);
    }

    /** The best entries first, at most {@code limit}; of equal ones the shorter name, then the alphabet. Without a query
     * all in the order of their sources. */
    public List<Found> find(String query, int limit) {
        List<Found> found = new ArrayList<>();
        for (Offer offer : sources) {
            if (offer.needs() != null && !may.test(offer.needs())) {
                continue;
            }
            for (PaletteEntry entry : offer.source().entries(query)) {
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
