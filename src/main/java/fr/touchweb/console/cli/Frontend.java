package fr.touchweb.console.cli;

import java.nio.file.Path;

/** What the command line starts but does not know: the window, and the tour of its pages. */
public interface Frontend {
    /**
     * The window, until it is closed.
     *
     * @return exit code
     */
    int window(Terminal terminal, WindowOptions options) throws Exception;

    /**
     * Walks the pages on the lab and saves pictures; needs no display.
     *
     * @return exit code
     */
    int tour(Terminal terminal, Path folder, TourOptions options) throws Exception;
}
