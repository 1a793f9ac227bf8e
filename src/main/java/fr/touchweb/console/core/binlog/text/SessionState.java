package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.SqlText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session that Query events describe before their text. The tool prints a setting only when it changes, so that the
 * last one counts.
 */
final class SessionState {
    /** Bit of sql_mode that makes a double quote that of an identifier. */
    private static final long ANSI_QUOTES = 4;
    private static final String TIMESTAMP = "SET TIMESTAMP=";
    private static final String SQL_MODE = "SET @@session.sql_mode=";
    private static final int MICRO_DIGITS = 6;

    private final Zone zone;
    private @Nullable Charset client;
    private String database = "";
    private boolean ansiQuotes;
    private int nanos;

    SessionState(Zone zone) {
        this.zone = zone;
    }

    /** Character set of the client's texts, null when not known. */
    @Nullable
    Charset client() {
        return client;
    }

    /** Database in use, empty when not known. */
    String database() {
        return database;
    }

    boolean ansiQuotes() {
        return ansiQuotes;
    }

    /** Fraction of the second at which the last statement began; 0 where the log has none. */
    int nanos() {
        return nanos;
    }

    /** What the text of a statement does and to which tables. */
    SqlShape shape(String text) {
        return SqlShape.of(text, database, ansiQuotes);
    }

    /** The text of an event in characters, its passwords masked. */
    SqlText sql(RawEvent event, Set<Mark> marks) {
        Charsets.Decoded decoded = Charsets.decode(event.sql, client);
        String masked = Secrets.masked(decoded.text());
        if (decoded.guessed()) {
            marks.add(Mark.CHARSET_GUESSED);
        }
        if (!masked.equals(decoded.text())) {
            marks.add(Mark.SECRET_MASKED);
        }
        if (event.imitates) {
            marks.add(Mark.IMITATES_TOOL);
        }
        if (event.sqlLength > event.sql.length) {
            marks.add(Mark.TEXT_CUT);
        }
        return new SqlText(masked, event.sqlLength, event.sql.length, decoded.charset());
    }

    /** Takes a line before the text of a Query event. */
    void line(RawEvent event, byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, TIMESTAMP)) {
            timestamp(event, b, from + TIMESTAMP.length(), to);
        } else if (Ascii.at(b, from, to, "use ")) {
            int end = to - StatementText.TERMINATOR.length();
            boolean quoted = b[from + 4] == '`' && end - from > 5;
            database = Charsets.decode(Arrays.copyOfRange(b, from + (quoted ? 5 : 4), end - (quoted ? 1 : 0)),
                    StandardCharsets.UTF_8).text().replace("``", "`");
        } else if (Ascii.at(b, from, to, SQL_MODE)) {
            long mode = Ascii.numberAt(b, from + SQL_MODE.length(), to);
            ansiQuotes = mode >= 0 && (mode & ANSI_QUOTES) != 0;
        } else if (Ascii.at(b, from, to, "/*!\\C ")) {
            int end = Ascii.find(b, from + 6, to, (byte) ' ');
            client = Charsets.of(Ascii.text(b, from + 6, end < 0 ? to : end));
        }
    }

    private void timestamp(RawEvent event, byte[] b, int digits, int to) {
        int end = Ascii.digits(b, digits, to);
        zone.learn(event.localSecond, Ascii.number(b, digits, end));
        nanos = 0;
        if (end < to && b[end] == '.') {
            int fraction = Math.min(Ascii.digits(b, end + 1, to), end + 1 + MICRO_DIGITS);
            long micros = Ascii.number(b, end + 1, fraction);
            for (int i = fraction - end - 1; i < MICRO_DIGITS; i++) {
                micros *= 10;
            }
            nanos = (int) micros * 1000;
        }
    }
}
