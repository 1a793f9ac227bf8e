package fr.touchweb.console.desktop.tour;

import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the tour made.
 *
 * @param pictures in the order in which they were taken
 * @param missed {@code page/state} of the states that never came about
 * @param silent {@code page/state control} of controls that take the focus and have no words for a screen reader
 */
public record TourResult(List<Picture> pictures, List<String> missed, List<String> silent) {

    public TourResult {
        pictures = List.copyOf(pictures);
        missed = List.copyOf(missed);
        silent = List.copyOf(silent);
    }

    /** This and what another walk drew into the same folder. */
    public TourResult and(TourResult other) {
        return new TourResult(Stream.concat(pictures.stream(), other.pictures.stream()).toList(),
                Stream.concat(missed.stream(), other.missed.stream()).toList(),
                Stream.concat(silent.stream(), other.silent.stream()).toList());
    }

    /** Names everything in {@code tour.json} of a folder. */
    public void write(Path folder) throws IOException {
        Files.write(folder.resolve("tour.json"), new StrictJson().mapper()
                .writeValueAsBytes(Map.of("version", 1, "pictures", pictures, "missed", missed, "silent", silent)));
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
