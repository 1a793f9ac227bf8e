package fr.touchweb.console.core.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Hands on records as their lines come, without making an object of each: for digests over millions of lines and for
 * following, where a block without an end mark is over once its source is quiet. Records of one line are parsed once and
 * in place. One thread at a time.
 */
public final class RecordFeed {
    private static final int BUFFER = 1 << 18;

    private final LineParser heads;
    private final LineParser whole;
    private final Sink sink;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private LogFormat format = LogFormat.TEXT;
    private long number;
    private long recordLine;
    private int recordLines;

    /** Takes records. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One record.
         *
         * @param parsed good until this call returns
         * @param line number of its first line, from 1
         * @param lines lines that it takes
         */
        void record(ParsedLine parsed, long line, int lines);
    }

    /** @param parsers makes parsers for this log, each with a memory of its own */
    public RecordFeed(Supplier<LineParser> parsers, Sink sink) {
        this.heads = parsers.get();
        this.whole = parsers.get();
        this.sink = sink;
    }

    /** The next line, without its line feed. */
    public void line(byte[] b, int start, int end) {
        number++;
        ParsedLine head = heads.parse(b, start, end);
        if (head.continuation() && recordLines > 0) {
            record.write('\n');
            record.write(b, start, end - start);
            recordLines++;
            return;
        }
        quiet();
        if (start == end) {
            return;
        }
        if (!heads.mayGoOn()) {
            sink.record(head, number, 1);
            return;
        }
        record.write(b, start, end - start);
        format = head.format();
        recordLine = number;
        recordLines = 1;
    }

    /** No more lines will come for the record that is open: its source is quiet or has ended. */
    public void quiet() {
        if (recordLines == 0) {
            return;
        }
        byte[] bytes = record.toByteArray();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == '\n') {
            length--;
        }
        int lines = recordLines;
        record.reset();
        recordLines = 0;
        ParsedLine parsed = whole.parseRecord(bytes, 0, length);
        if (parsed.format() == LogFormat.TEXT) {
            // The rest of a record that grew too long has lost its head.
            parsed.format(format);
        }
        sink.record(parsed, recordLine, lines);
    }

    /** Whether lines are held back that may go on. */
    public boolean open() {
        return recordLines > 0;
    }

    /**
     * Reads a log to its end.
     *
     * @param input bytes of the log, already inflated; not closed
     * @param cancelled asked now and then
     * @return bytes read
     */
    public long read(InputStream input, BooleanSupplier cancelled) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long all = 0;
        int kept = 0;
        boolean skipping = false;
        while (!cancelled.getAsBoolean()) {
            if (kept == buffer.length && buffer.length < RecordReader.LONGEST_LINE) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else if (kept == buffer.length) {
                // Longer than any line: what is here counts, the rest of it is read over.
                line(buffer, 0, kept);
                kept = 0;
                skipping = true;
            }
            int read = input.read(buffer, kept, buffer.length - kept);
            if (read < 0) {
                if (kept > 0) {
                    line(buffer, 0, kept);
                }
                break;
            }
            all += read;
            int end = kept + read;
            int from = 0;
            int feed = Newlines.find(buffer, kept, end);
            if (skipping) {
                skipping = feed < 0;
                from = feed < 0 ? end : feed + 1;
                feed = Newlines.find(buffer, from, end);
            }
            for (; feed >= 0; feed = Newlines.find(buffer, from, end)) {
                line(buffer, from, feed);
                from = feed + 1;
            }
            kept = end - from;
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        quiet();
        return all;
    }
}
