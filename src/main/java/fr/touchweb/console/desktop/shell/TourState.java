package fr.touchweb.console.desktop.shell;

import java.util.function.BooleanSupplier;

/**
 * A state of a page that is worth a picture.
 *
 * @param id part of the file's name: {@code empty}, {@code review-card}
 * @param prepare brings the page there, on the JavaFX thread; must not wait
 * @param ready asked again and again on the JavaFX thread until it says true; after 30 seconds the state has failed
 * @param leave undoes what {@code prepare} did, on the JavaFX thread
 */
public record TourState(String id, Runnable prepare, BooleanSupplier ready, Runnable leave) {

    /** A state that is there at once. */
    public static TourState of(String id, Runnable prepare, Runnable leave) {
        return new TourState(id, prepare, () -> true, leave);
    }

    /** The page as it is when it has something to show. */
    public static TourState of(String id, BooleanSupplier ready) {
        return new TourState(id, () -> {}, ready, () -> {});
    }
}
