package fr.touchweb.console.core.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file one after the other. Lines that belong together come as one record. An empty line carries
 * no record but counts as a line. A line past {@link #LONGEST_LINE} is read whole and kept cut.
 */
public final class RecordReader {
    /** Bytes of one line that are kept. */
    public static final int LONGEST_LINE = 1 << 20;

    private final InputStream input;
    private final LineParser heads;
    private final LineParser whole;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private boolean ended;
    private long number;
    private long recordLine;
    private int recordLines;
    private LogFormat format = LogFormat.TEXT;
    private long time = LocalTimes.NONE;
    private @Nullable Level level;

    /**
     * @param input bytes of the log, already inflated
     * @param parsers makes parsers for this file, each with a memory of its own
     */
    public RecordReader(InputStream input, Supplier<LineParser> parsers) {
        this.input = input;
        this.heads = parsers.get();
        this.whole = parsers.get();
    }

    /** The next record, null at the end. */
    public @Nullable LogRecord next() throws IOException {
        while (readLine()) {
            number++;
            byte[] bytes = line.toByteArray();
            ParsedLine head = heads.parse(bytes, 0, bytes.length);
            if (head.continuation() && recordLines > 0) {
                record.write('\n');
                record.write(bytes);
                recordLines++;
                continue;
            }
            LogRecord done = take();
            if (bytes.length > 0) {
                record.write(bytes);
                recordLine = number;
                recordLines = 1;
                format = head.format();
                time = head.time();
                level = head.level();
            }
            if (done != null) {
                return done;
            }
        }
        return take();
    }

    private @Nullable LogRecord take() {
        if (recordLines == 0) {
            return null;
        }
        byte[] bytes = record.toByteArray();
        int length = bytes.length;
        int lines = recordLines;
        while (length > 0 && bytes[length - 1] == '\n') {
            length--;
        }
        record.reset();
        recordLines = 0;
        LogRecord read = LogRecord.of(whole, Arrays.copyOf(bytes, length), recordLine, lines);
        // The rest of a record that grew too long has lost its head, but not what the head said.
        return read.format() == LogFormat.TEXT && format != LogFormat.TEXT
                ? new LogRecord(LogRecord.instant(time), format, level, read.message(), read.fields(), recordLine,
                        lines)
                : read;
    }

    private boolean readLine() throws IOException {
        line.reset();
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = ended ? -1 : input.read(buffer);
                position = 0;
                if (limit <= 0) {
                    ended = true;
                    limit = 0;
                    return any;
                }
            }
            any = true;
            int newline = Bytes.find(buffer, position, limit, '\n');
            int stop = newline < 0 ? limit : newline;
            line.write(buffer, position, Math.min(stop - position, Math.max(0, LONGEST_LINE - line.size())));
            position = newline < 0 ? limit : newline + 1;
            if (newline >= 0) {
                return true;
            }
        }
    }
}
