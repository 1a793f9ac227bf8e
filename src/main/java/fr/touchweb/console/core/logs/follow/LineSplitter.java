package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.bytes.Lines;
import fr.touchweb.console.core.logs.follow.LogEvent.Ending;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Cuts the bytes of one file into lines. Only a complete line moves the place from which reading would go on. */
final class LineSplitter {
    private final SourceKey source;
    private final int generation;
    private final int lineLimit;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long offset;
    private byte[] before;
    private byte[] anchor;

    /**
     * @param offset place in the file of the next byte, at which a line begins
     * @param anchor bytes before that place, at most {@link Position#ANCHOR}
     */
    LineSplitter(SourceKey source, int generation, int lineLimit, long offset, byte[] anchor) {
        this.source = source;
        this.generation = generation;
        this.lineLimit = lineLimit;
        this.offset = offset;
        this.before = anchor;
        this.anchor = anchor;
    }

    /** Takes the next bytes of the file; the buffer must not be written to any more. */
    void split(byte[] chunk, int from, int to, List<LogEvent> out) {
        int start = from;
        boolean more = true;
        while (more) {
            int feed = Lines.feed(chunk, start, to);
            int end = feed < 0 ? to : feed;
            while (end - start + held.size() > lineLimit) {
                int cut = start + lineLimit - held.size();
                emit(chunk, from, start, cut, Ending.CUT, out);
                start = cut;
            }
            more = feed >= 0;
            if (more) {
                emit(chunk, from, start, feed, Ending.LINE_FEED, out);
                start = feed + 1;
            }
        }
        if (start > from) {
            anchor = joined(before, chunk, from, start);
        }
        before = joined(before, chunk, from, to);
        offset += to - from;
        held.write(chunk, start, to - start);
    }

    private void emit(byte[] chunk, int from, int start, int end, Ending ending, List<LogEvent> out) {
        if (held.size() > 0) {
            long place = offset - held.size();
            held.write(chunk, start, end - start);
            byte[] line = held.toByteArray();
            held.reset();
            out.add(new LogEvent.Line(source, generation, place, line, 0, line.length, ending));
        } else {
            out.add(new LogEvent.Line(source, generation, offset + start - from, chunk, start, end - start, ending));
        }
    }

    /** Gives out a last line that was never ended; for a file that is not written any more. */
    void flush(List<LogEvent> out) {
        if (held.size() > 0) {
            byte[] line = held.toByteArray();
            out.add(new LogEvent.Line(source, generation, lineStart(), line, 0, line.length, Ending.FILE_END));
            held.reset();
            anchor = before;
        }
    }

    private static byte[] joined(byte[] old, byte[] chunk, int from, int to) {
        if (to - from >= Position.ANCHOR) {
            return Arrays.copyOfRange(chunk, to - Position.ANCHOR, to);
        }
        int kept = Math.min(old.length, Position.ANCHOR - (to - from));
        byte[] bytes = Arrays.copyOfRange(old, old.length - kept, old.length + to - from);
        System.arraycopy(chunk, from, bytes, kept, to - from);
        return bytes;
    }

    /** Place of the next byte. */
    long offset() {
        return offset;
    }

    /** End of the last complete line. */
    long lineStart() {
        return offset - held.size();
    }

    /** Bytes before {@link #offset}. */
    byte[] before() {
        return before;
    }

    int generation() {
        return generation;
    }

    Position position(Fingerprint fingerprint, long known) {
        return new Position(generation, fingerprint, lineStart(), anchor, known);
    }
}
