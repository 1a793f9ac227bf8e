package fr.touchweb.console.desktop.tour;

import java.util.List;

/**
 * What the tour made.
 *
 * @param pictures in the order in which they were taken
 * @param missed {@code page/state} of the states that never came about
 */
public record TourResult(List<Picture> pictures, List<String> missed) {

    public TourResult {
        pictures = List.copyOf(pictures);
        missed = List.copyOf(missed);
    }

    /**
     * One picture, as {@code tour.json} names it.
     *
     * @param page id of the page
     * @param state id of the state
     * @param size width and height in pixels, {@code 1440x900}
     * @param theme {@code light} or {@code dark}
     * @param language {@code fr} or {@code en}
     * @param file name inside the folder
     */
    public record Picture(String page, String state, String size, String theme, String language, String file) {}
}
