package fr.touchweb.console.core.fleet.query;

/**
 * A piece of a filter.
 *
 * @param text without quotes
 * @param start index of its first character
 * @param quoted whether it stood in quotes, and is a plain word therefore
 */
record Token(Kind kind, String text, int start, boolean quoted) {
    enum Kind {
        WORD, NOT, OPEN, CLOSE, OR
    }
}
