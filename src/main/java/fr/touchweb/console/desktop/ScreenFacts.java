package fr.touchweb.console.desktop;

/**
 * The primary screen.
 *
 * @param width in pixels of the toolkit
 * @param height in pixels of the toolkit
 * @param scale pixels of the screen for one of the toolkit
 * @param hardware whether a graphics card draws
 * @param javafx version of the toolkit
 */
public record ScreenFacts(int width, int height, double scale, boolean hardware, String javafx) {}
