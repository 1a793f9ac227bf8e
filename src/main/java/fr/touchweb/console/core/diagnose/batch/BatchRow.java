package fr.touchweb.console.core.diagnose.batch;

import fr.touchweb.console.core.diagnose.probe.SecureLink;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file: an address and where it should lead.
 *
 * @param line number of its line in the file, from 1
 * @param url as it stands
 * @param expected as it stands: an address, or a path on the same host; null when the file says none
 */
public record BatchRow(int line, String url, @Nullable String expected) {
    /** The address without a password in it, to be shown or exported. */
    public String shownUrl() {
        return SecureLink.masked(url);
    }

    /** What is expected, the same way; empty for nothing. */
    public String shownExpected() {
        return expected == null ? "" : SecureLink.masked(expected);
    }

    @Override
    public String toString() {
        return "BatchRow[" + line + " " + shownUrl() + "]";
    }
}
