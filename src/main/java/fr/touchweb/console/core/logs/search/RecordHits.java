package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.RecordFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Makes records of all lines of a file as a search hears of them, so that a field is looked for in the record that has it.
 * One thread at a time.
 */
public final class RecordHits {
    private final RecordFeed feed;
    /** Places of the lines of the record that is open, and the number of the first of them. */
    private final Deque<Long> places = new ArrayDeque<>();
    private long first = 1;

    /** Hears of each record. */
    public interface Records {
        /**
         * One record.
         *
         * @param offset of its first byte in its file, inflated
         * @param parsed good until this call returns
         */
        void record(long offset, ParsedLine parsed) throws IOException;
    }

    /** @param parsers makes parsers for this file, each with a memory of its own */
    public RecordHits(Supplier<LineParser> parsers, Records records) {
        this.feed = new RecordFeed(parsers, (parsed, line, lines) -> {
            for (; first < line; first++) {
                places.removeFirst();
            }
            try {
                records.record(places.getFirst(), parsed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The next line of the file, without its line feed. */
    public void line(long offset, byte[] b, int start, int length) throws IOException {
        places.addLast(offset);
        try {
            feed.line(b, start, start + length);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The file has ended. */
    public void end() throws IOException {
        try {
            feed.quiet();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
