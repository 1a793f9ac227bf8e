package fr.touchweb.console.core.logs.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes that a line must hold.
 *
 * @param text what is looked for, in lower case when case does not count
 * @param ignoreCase whether ASCII letters count in both cases; then the text is ASCII
 */
record Needle(String text, boolean ignoreCase) {
    Needle {
        text = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
