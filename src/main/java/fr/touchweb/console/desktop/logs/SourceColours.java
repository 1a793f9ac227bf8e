package fr.touchweb.console.desktop.logs;

/**
 * What tells sources apart: eight colours, each as a full, a broken and a dotted stripe. The style sheet defines
 * {@code source-0} to {@code source-23}.
 */
final class SourceColours {
    private static final int COUNT = 24;

    private SourceColours() {}

    /** Style class of a source by its number in the timeline. */
    static String of(int number) {
        return number < 0 ? "source-none" : "source-" + number % COUNT;
    }
}
