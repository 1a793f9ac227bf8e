package fr.touchweb.console.core.journal;

import fr.touchweb.console.core.text.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks the journal from its first line and checks the chain on the way. */
final class ChainReader {
    private final ByteArrayOutputStream unreadable = new ByteArrayOutputStream();
    private @Nullable ChangeLine last;
    private @Nullable ChangeLine anchor;
    private boolean anchorConfirmed = true;
    private long lines;
    private long entries;
    private long torn;
    private long firstUnreadable;
    private @Nullable Verification broken;

    /**
     * Reads all lines.
     *
     * @param each gets every valid line with its bytes, also those after a break
     */
    static ChainReader read(Path file, BiConsumer<ChangeLine, byte[]> each) throws IOException {
        ChainReader reader = new ChainReader();
        if (!Files.exists(file)) {
            return reader;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    reader.line(line.toByteArray(), each);
                    line.reset();
                } else {
                    line.write(b);
                }
            }
            if (line.size() > 0) {
                reader.line(line.toByteArray(), each);
            }
        }
        return reader;
    }

    private void line(byte[] bytes, BiConsumer<ChangeLine, byte[]> each) {
        lines++;
        ChangeLine line = ChangeLine.read(bytes);
        if (line == null) {
            if (unreadable.size() == 0) {
                firstUnreadable = lines;
            }
            unreadable.writeBytes(bytes);
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
        each.accept(line, bytes);
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
