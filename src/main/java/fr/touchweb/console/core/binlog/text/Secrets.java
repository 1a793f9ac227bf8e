package fr.touchweb.console.core.binlog.text;

import java.util.Locale;

/**
 * Masks passwords in the text of statements: MariaDB logs {@code CREATE USER … IDENTIFIED BY 'secret'} as it was written
 * (reference binlog 4). A literal that the end of the kept text cuts is masked to that end.
 */
public final class Secrets {
    /** What stands in the place of a password. */
    public static final String MASK = "'***'";

    private Secrets() {}

    /** The text with its passwords masked; the same object when it has none. */
    public static String masked(String text) {
        if (!contains(text, "identified") && !contains(text, "password")) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        SqlTokens tokens = new SqlTokens(text, false);
        int copied = 0;
        boolean identified = false;
        boolean expected = false;
        for (String token = tokens.next(); !token.isEmpty() || tokens.quoted(); token = tokens.next()) {
            if (tokens.literal()) {
                if (expected) {
                    masked.append(text, copied, tokens.start()).append(MASK);
                    copied = tokens.end();
                    expected = false;
                }
                continue;
            }
            String word = tokens.quoted() ? "" : token.toUpperCase(Locale.ROOT);
            if (expected && word.startsWith("0X")) {
                masked.append(text, copied, tokens.start()).append(MASK);
                copied = tokens.end();
                expected = false;
                continue;
            }
            identified |= word.equals("IDENTIFIED");
            expected = switch (word) {
                case "BY", "AS", "USING", "REPLACE" -> identified;
                // A character set introducer or the mark of a hexadecimal literal stands before its quote.
                case "(", "=", "X", "N" -> expected;
                default -> word.endsWith("PASSWORD") || expected && word.startsWith("_");
            };
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    private static boolean contains(String text, String word) {
        char first = word.charAt(0);
        char upper = Character.toUpperCase(first);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            char c = text.charAt(i);
            if ((c == first || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
