package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.follow.SourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that was found in a file of the past.
 *
 * @param source the log that it belongs to
 * @param path of the file that it was found in
 * @param offset of its first byte in that file, inflated; -1 when the machine found it and did not say
 * @param time that it tells, null for none
 * @param text of the line, cut where it is long
 */
record PastHit(SourceKey source, String path, long offset, @Nullable Instant time, String text) {
    /** Last part of the path of its file. */
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
