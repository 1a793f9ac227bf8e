package fr.touchweb.console.core.instance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a start of the console asks of the window that is open already, one line of JSON.
 *
 * @param version of the form, {@link #VERSION}
 * @param link of the line of a log that is wanted, null to see the window only
 */
public record StartRequest(int version, @Nullable String link) {
    static final int VERSION = 1;

    public static StartRequest of(@Nullable String link) {
        return new StartRequest(VERSION, link);
    }

    /** The link, empty to see the window only. */
    public Optional<String> target() {
        return Optional.ofNullable(link);
    }
}
