package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Records of one source that is followed, printed as JSON once they are whole: a block of several lines is one. */
final class FollowedRecords {
    private final Terminal terminal;
    private final SourceKey source;
    private final Supplier<LineParser> parsers;
    private final Filter filter;
    private final RecordFeed feed;
    private long number;
    private long offset;
    private long openNumber;
    private long openOffset;
    private long printed;
    private long lastLine = System.nanoTime();

    /** Decides on a record by its text. */
    @FunctionalInterface
    interface Filter {
        boolean passes(String text, Supplier<LineParser> parser);
    }

    FollowedRecords(Terminal terminal, SourceKey source, Supplier<LineParser> parsers, Filter filter) {
        this.terminal = terminal;
        this.source = source;
        this.parsers = parsers;
        this.filter = filter;
        this.feed = new RecordFeed(parsers, this::record);
    }

    void line(LogEvent.Line line) throws IOException {
        number++;
        offset = line.offset();
        lastLine = System.nanoTime();
        told(() -> feed.line(line.buffer(), line.start(), line.start() + line.length()));
        if (feed.open() && openNumber <= printed) {
            openNumber = number;
            openOffset = offset;
        }
    }

    /** Ends a record that goes on for nobody knows how long when its source was quiet for so many nanoseconds. */
    void quiet(long now, long nanos) throws IOException {
        if (feed.open() && now - lastLine >= nanos) {
            end();
        }
    }

    void end() throws IOException {
        told(feed::quiet);
    }

    private static void told(Runnable work) throws IOException {
        try {
            work.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void record(ParsedLine parsed, long line, int lines) {
        printed = line;
        if (!filter.passes(parsed.raw(), parsers)) {
            return;
        }
        LogRecord record = LogRecord.of(parsed, line, lines);
        try {
            new JsonLines(terminal).write(json -> {
                LogsJson.fields(json, record);
                json.writeStringField("source", source.toString());
                json.writeNumberField("offset", line == openNumber ? openOffset : offset);
                json.writeNumberField("lines", lines);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
