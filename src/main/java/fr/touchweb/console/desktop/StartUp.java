package fr.touchweb.console.desktop;

import fr.touchweb.console.core.instance.StartRequest;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a window is opened.
 *
 * @param link of the line of a log to open at, null for the page of the last time
 * @param toolkit of {@link DesktopApplication#begin}
 * @param laterStarts given a listener once the window is there; it takes what later starts of the console ask for, on any
 *        thread
 */
public record StartUp(@Nullable String link, Milestones milestones, Future<Void> toolkit,
        Consumer<Consumer<StartRequest>> laterStarts) {}
