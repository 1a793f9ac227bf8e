package fr.touchweb.console.desktop.shell;

import java.util.Collection;

/** Gives the palette things to find; called on the JavaFX thread at each change of the query, so it must be quick. */
@FunctionalInterface
public interface PaletteSource {
    /**
     * What there is; the palette itself matches, ranks and cuts.
     *
     * @param query what the person typed, for sources that make an entry of it (an address)
     */
    Collection<PaletteEntry> entries(String query);
}
