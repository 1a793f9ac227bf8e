package fr.touchweb.console.desktop.shell;

/**
 * Connections to machines, as the status bar counts them.
 *
 * @param open ready for work
 * @param opening on their way, or waiting to try again
 * @param failed given up until the person asks
 */
public record Connections(int open, int opening, int failed) {
    public static final Connections NONE = new Connections(0, 0, 0);
}
