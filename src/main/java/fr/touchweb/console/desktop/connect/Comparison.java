package fr.touchweb.console.desktop.connect;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pasted text says about fingerprints. */
enum Comparison {
    /** Nothing was pasted. */
    NONE,
    /** What was pasted is no SHA256 fingerprint. */
    NO_FINGERPRINT,
    /** It holds the fingerprint of a key that was shown. */
    SAME,
    /** It holds fingerprints, and none of them is of a key that was shown. */
    DIFFERENT;

    private static final Pattern FINGERPRINT = Pattern
            .compile("(?:SHA256:)?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{43})=?(?![A-Za-z0-9+/=])");

    /** Fingerprints in a text, as {@code ssh-keygen -l} prints them or alone. */
    static Set<String> fingerprintsIn(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = FINGERPRINT.matcher(text);
        while (matcher.find()) {
            found.add("SHA256:" + matcher.group(1));
        }
        return found;
    }
}
