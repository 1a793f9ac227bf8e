package fr.touchweb.console.core.logs.notes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a line: {@code server:path@offset}.
 *
 * @param path absolute
 * @param offset of its first byte in the file that has this path, or of the rotated one that it stands in by now
 */
public record Permalink(String server, String path, long offset) {
    private static final Pattern FORM = Pattern.compile("([^:\\s]+):(/.+)@(\\d{1,18})");

    /** Reads a link; empty when it is none. */
    public static Optional<Permalink> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Permalink(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return server + ":" + path + "@" + offset;
    }
}
