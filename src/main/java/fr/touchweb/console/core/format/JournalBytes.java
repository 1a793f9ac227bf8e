package fr.touchweb.console.core.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What {@code journalctl -o json} writes for a value that is no printable UTF-8, one with colours for a terminal for example:
 * an array of the numbers of its bytes.
 */
final class JournalBytes {
    private static final int MOST = 255;

    private JournalBytes() {}

    /** The text whose bytes such an array names; null for anything else. */
    static @Nullable String text(byte[] b, int from, int to) {
        if (to - from < 2 || b[from] != '[' || b[to - 1] != ']') {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((to - from) / 3);
        int value = -1;
        for (int i = from + 1; i < to; i++) {
            if (b[i] >= '0' && b[i] <= '9') {
                value = Math.max(0, value) * 10 + b[i] - '0';
            } else if ((b[i] == ',' || i == to - 1) && value >= 0) {
                bytes.write(value);
                value = -1;
            } else if (b[i] != ' ') {
                return null;
            }
            if (value > MOST) {
                return null;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
