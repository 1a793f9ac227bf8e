package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Family;
import org.jspecify.annotations.Nullable;

/** What a text says of the file that it shows and of the tool that printed it. */
final class TextFacts {
    private String server = "";
    private boolean encrypted;
    private boolean inUse;
    private boolean endMarker;
    private @Nullable String nextFile;
    private boolean mariaDbTool;
    private boolean oldTool;
    private boolean newTool;
    private boolean trailer;

    /** Takes a line of the tool's preamble. */
    void preamble(byte[] b, int from, int to) {
        boolean delayed = Ascii.at(b, from, to, "/*!40019 ");
        mariaDbTool |= delayed && Ascii.find(b, from, to, "max_delayed_threads") > 0;
        // The line of 40019 is that of MariaDB, and of MySQL before 5.7; the “proper term” that of MySQL 8 and later.
        oldTool |= delayed;
        newTool |= Ascii.at(b, from, to, "# The proper term is ");
    }

    /** Takes the Start event. */
    void start(RawEvent event) {
        int at = event.label.indexOf("server v ");
        int end = event.label.indexOf(" created ", Math.max(0, at));
        if (at >= 0) {
            server = event.label.substring(at + "server v ".length(), end < 0 ? event.label.length() : end).strip();
        }
        endMarker = false;
    }

    /** Takes a line below the Start event. */
    void startLine(byte[] b, int from, int to) {
        inUse |= Ascii.at(b, from, to, "# Warning: this binlog ");
        encrypted |= Ascii.at(b, from, to, "# The rest of the binlog is encrypted!");
    }

    /** Takes a Rotate event; one at the very start is made up by the tool. */
    void rotate(RawEvent event) {
        if (event.start > 4) {
            endMarker = true;
            int end = event.label.indexOf("  pos:");
            String name = event.label.substring("Rotate to ".length(), end < 0 ? event.label.length() : end);
            nextFile = name.substring(name.lastIndexOf('/') + 1);
        }
    }

    void stop() {
        endMarker = true;
    }

    /** Takes the line that the tool prints at its end; anything after it takes that back. */
    void trailer(boolean value) {
        trailer = value;
    }

    Dialect dialect() {
        return newTool ? Dialect.BACKSLASH : oldTool ? Dialect.RAW : Dialect.HEX;
    }

    BinlogText.State state(long lastComplete, long position, long textBytes) {
        return new BinlogText.State(server, mariaDbTool ? Family.MARIADB : Family.MYSQL, endMarker, nextFile, inUse,
                encrypted, trailer, lastComplete, position, textBytes);
    }
}
