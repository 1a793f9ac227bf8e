package fr.touchweb.console.core.text;

/**
 * Text that machines wrote, so that it can do nothing to a screen or a terminal: control characters as their pictures
 * (U+2400 to U+2421), turns of direction as U+FFFD. Tabs and line feeds stay.
 */
public final class Inert {
    private static final int PICTURES = 0x2400;
    private static final char DELETE = 0x7F;
    private static final char PICTURE_OF_DELETE = 0x2421;
    private static final char REPLACEMENT = 0xFFFD;

    private Inert() {}

    public static String of(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char safe = of(text.charAt(i));
            if (safe != text.charAt(i)) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(i, safe);
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static char of(char c) {
        if (c == '\t' || c == '\n') {
            return c;
        }
        if (c < ' ') {
            return (char) (PICTURES + c);
        }
        if (c == DELETE) {
            return PICTURE_OF_DELETE;
        }
        boolean acts = c > DELETE && c < 0xA0 || c == 0x200E || c == 0x200F || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
        return acts ? REPLACEMENT : c;
    }

    /** Whether bytes are plain ASCII that can be shown as they are. */
    public static boolean isPlain(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < ' ' && bytes[i] != '\t' || bytes[i] == DELETE) {
                return false;
            }
        }
        return true;
    }
}
