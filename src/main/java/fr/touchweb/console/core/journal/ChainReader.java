package fr.touchweb.console.core.journal;

import fr.touchweb.console.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks the journal from its first line and checks the chain on the way. */
final class ChainReader {
    private static final int BLOCK = 1 << 20;

    private final MessageDigest digest = ChangeLine.sha256();
    private final ByteArrayOutputStream unreadable = new ByteArrayOutputStream();
    private @Nullable ChangeLine last;
    private @Nullable ChangeLine anchor;
    private boolean anchorConfirmed = true;
    private long lines;
    private long entries;
    private long torn;
    private long firstUnreadable;
    private @Nullable Verification broken;

    /** Work on one valid line. */
    @FunctionalInterface
    interface Each {
        /** @param offset of the line in the file */
        void take(ChangeLine line, long offset);
    }

    /**
     * Reads all lines.
     *
     * @param each gets every valid line, also those after a break
     */
    static ChainReader read(Path file, Each each) throws IOException {
        if (!Files.exists(file)) {
            return new ChainReader();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Long.MAX_VALUE, each);
        }
    }

    /** Reads the lines in the first bytes of a stream. */
    static ChainReader read(InputStream in, long length, Each each) throws IOException {
        ChainReader reader = new ChainReader();
        byte[] buffer = new byte[BLOCK];
        int filled = 0;
        long start = 0;
        while (true) {
            int want = (int) Math.min(buffer.length - filled, length - start - filled);
            int read = want == 0 ? -1 : in.read(buffer, filled, want);
            int end = filled + Math.max(0, read);
            int line = 0;
            for (int i = filled; i < end; i++) {
                if (buffer[i] == '\n') {
                    reader.line(buffer, line, i, start + line, each);
                    line = i + 1;
                }
            }
            if (read < 0) {
                if (end > line) {
                    reader.line(buffer, line, end, start + line, each);
                }
                return reader;
            }
            start += line;
            filled = end - line;
            System.arraycopy(buffer, line, buffer, 0, filled);
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
    }

    private void line(byte[] buffer, int from, int to, long offset, Each each) {
        lines++;
        ChangeLine line = ChangeLine.read(buffer, from, to, digest);
        if (line == null) {
            if (unreadable.size() == 0) {
                firstUnreadable = lines;
            }
            unreadable.write(buffer, from, to - from);
            unreadable.write('\n');
            return;
        }
        if (unreadable.size() > 0) {
            boolean told = line.kind().equals(ChangeLine.TORN)
                    && line.entry().detail().equals(ChangeLine.hash(unreadable.toByteArray()));
            if (told) {
                torn++;
            } else {
                breakAt(firstUnreadable, Message.of("journal.altered"));
            }
            unreadable.reset();
        }
        follows(line);
        if (line.kind().equals(ChangeLine.ANCHOR)) {
            anchor = line;
            anchorConfirmed = false;
        } else {
            entries++;
            if (anchor != null && line.entry().action().equals(ChangeJournal.PURGE)
                    && line.entry().detail().contains(anchor.hash())) {
                anchorConfirmed = true;
            }
        }
        last = line;
        each.take(line, offset);
    }

    private void follows(ChangeLine line) {
        ChangeLine before = last;
        if (line.kind().equals(ChangeLine.ANCHOR)) {
            if (before != null) {
                breakAt(lines, Message.of("journal.anchorInside"));
            }
            return;
        }
        String expected = before == null
                ? ChangeLine.START
                : before.kind().equals(ChangeLine.ANCHOR) ? before.previous() : before.hash();
        long number = before == null ? 1 : before.entry().sequence() + 1;
        if (!line.previous().equals(expected) || line.entry().sequence() != number) {
            breakAt(lines, Message.of("journal.missingBefore"));
        }
    }

    private void breakAt(long line, Message reason) {
        if (broken == null) {
            broken = new Verification.Broken(line, reason);
        }
    }

    /**
     * The verdict over all lines.
     *
     * @param head what the journal last noted of its own end, null when it noted nothing
     */
    Verification verdict(@Nullable Head head) {
        if (broken != null) {
            return broken;
        }
        if (unreadable.size() > 0) {
            return new Verification.Broken(firstUnreadable, Message.of("journal.altered"));
        }
        if (!anchorConfirmed) {
            return new Verification.Broken(1, Message.of("journal.anchorUnconfirmed"));
        }
        long end = last == null ? 0 : last.entry().sequence();
        if (head != null && (head.sequence() > end
                || head.sequence() == end && last != null && !head.hash().equals(last.hash()))) {
            return new Verification.Broken(lines + 1, Message.of("journal.missingAtEnd"));
        }
        long purged = anchor == null ? 0 : anchor.entry().sequence();
        return new Verification.Intact(entries, purged, torn);
    }

    /** The last valid line. */
    @Nullable
    ChangeLine last() {
        return last;
    }

    /** Bytes after the last valid line, LF added to each line. */
    byte[] trailing() {
        return unreadable.toByteArray();
    }

    /** The last entry that was written for certain, noted beside the journal so that a missing end is noticed. */
    record Head(long sequence, String hash) {}
}
