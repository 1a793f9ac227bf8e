package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Family;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of mysqlbinlog from a stream: transactions as they come and, where the text has them, rows. One thread.
 */
public final class BinlogText {
    private final Assembler assembler;
    private final EventScanner scanner;

    /**
     * What is known when the text has ended.
     *
     * @param server version of the server that wrote the log, empty when its head was not read
     * @param tool family of the tool that printed the text
     * @param endMarker whether Rotate or Stop was read
     * @param nextFile the file that Rotate names
     * @param inUse whether the head says that the log is in use or was not closed
     * @param encrypted whether the tool said that the rest is encrypted
     * @param trailer whether the tool printed its end
     * @param lastComplete position after the last transaction that was read whole
     * @param position position after the last event
     * @param textBytes bytes of the text
     */
    public record State(String server, Family tool, boolean endMarker, @Nullable String nextFile, boolean inUse,
            boolean encrypted, boolean trailer, long lastComplete, long position, long textBytes) {}

    /**
     * @param file name that transactions carry
     * @param longestLine bytes of a line that is kept whole
     * @param kept bytes that are kept of a longer line and of the text of a statement
     * @param rows hears rows; null when nobody wants them
     */
    public BinlogText(InputStream in, String file, Zone zone, int longestLine, int kept, TextListener listener,
            @Nullable RowListener rows) {
        RowReader reader = rows == null ? null : new RowReader(Dialect.RAW, rows);
        assembler = new Assembler(file, zone, listener, reader);
        scanner = new EventScanner(in, longestLine, kept, assembler);
        assembler.dialects(reader);
    }

    /** Reads so many lines; false at the end of the text. */
    public boolean read(int lines) throws IOException {
        return scanner.scan(lines);
    }

    /** Tells the transaction that is still open; call it once, after the last line. */
    public void finish() {
        assembler.finish();
    }

    public long position() {
        return scanner.position();
    }

    public long textBytes() {
        return scanner.textBytes();
    }

    public State state() {
        return assembler.facts().state(assembler.lastComplete(), scanner.position(), scanner.textBytes());
    }

    /** Position after the last transaction that was read whole. */
    public long lastComplete() {
        return assembler.lastComplete();
    }
}
