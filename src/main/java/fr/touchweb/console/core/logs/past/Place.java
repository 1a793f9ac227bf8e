package fr.touchweb.console.core.logs.past;

import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import java.util.Arrays;

/**
 * A line that is known again wherever its file is called something else by now: its offset, its length and a hash of its
 * bytes.
 *
 * @param offset of its first byte in its file
 */
public record Place(long offset, int length, int hash) {
    public static Place of(LogEvent.Line line) {
        // journalctl tells the fields of an entry in another order each time; its number says enough.
        return JournalSource.isOne(line.source().path())
                ? new Place(line.offset(), line.length(), 0)
                : of(line.offset(), line.buffer(), line.start(), line.length());
    }

    public static Place of(long offset, byte[] bytes, int start, int length) {
        return new Place(offset, length, Arrays.hashCode(Arrays.copyOfRange(bytes, start, start + length)));
    }

    /** Whether a line is the one that stood here. */
    public boolean is(LogEvent.Line line) {
        return line.offset() == offset && line.length() == length && equals(of(line));
    }
}
