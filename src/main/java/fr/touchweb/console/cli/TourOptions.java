package fr.touchweb.console.cli;

import org.jspecify.annotations.Nullable;

/**
 * What of the tour is drawn.
 *
 * @param all English and the small window too
 * @param page id of the one page that is drawn, null for all of them
 */
public record TourOptions(boolean all, @Nullable String page) {}
