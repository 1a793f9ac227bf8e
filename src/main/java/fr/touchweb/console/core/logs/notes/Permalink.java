package fr.touchweb.console.core.logs.notes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a line: {@code server:path@offset}, or {@code tw-console://server/path@offset} with blanks and the like
 * percent-encoded (RFC 3986) where programs must know it for a link.
 *
 * @param path absolute
 * @param offset of its first byte in the file that has this path, or of the rotated one that it stands in by now
 */
public record Permalink(String server, String path, long offset) {
    public static final String SCHEME = "tw-console";

    private static final Pattern FORM = Pattern.compile("([^:\\s]+):(/.+)@(\\d{1,18})");

    /** Reads a link in either form; empty when it is none. */
    public static Optional<Permalink> parse(String text) {
        if (text.strip().regionMatches(true, 0, SCHEME + ":", 0, SCHEME.length() + 1)) {
            return ofAddress(text.strip());
        }
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Permalink(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    private static Optional<Permalink> ofAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getAuthority() == null || address.getPath() == null || address.getRawQuery() != null
                    || address.getRawFragment() != null
                            ? Optional.empty()
                            : parse(address.getAuthority() + ":" + address.getPath());
        } catch (URISyntaxException e) {
            return Optional.empty(); // what a browser hands over is any text
        }
    }

    /** The form that programs know for a link. */
    public URI address() {
        try {
            return new URI(SCHEME, server, path + "@" + offset, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return server + ":" + path + "@" + offset;
    }
}
