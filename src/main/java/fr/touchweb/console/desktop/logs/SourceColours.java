package fr.touchweb.console.desktop.logs;

/** Colours that tell sources apart; the style sheet defines {@code source-0} to {@code source-7}. */
final class SourceColours {
    static final int COUNT = 8;

    private SourceColours() {}
}
