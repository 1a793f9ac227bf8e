package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.StoredLine;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a person jumps to: errors, and what was slow. */
final class Jumps {
    private static final int SERVER_ERROR = 5;
    /** Whatever stands in these was slow. */
    private static final Set<LogFormat> SLOW = Set.of(LogFormat.PHP_FPM_SLOW, LogFormat.MYSQL_SLOW);

    private Jumps() {}

    /** A level of error or worse, or an HTTP answer of 500 and up. */
    static boolean error(StoredLine line, Supplier<ParsedLine> parsed) {
        @Nullable
        Level level = line.level();
        return !line.continuation() && (line.statusClass() == SERVER_ERROR
                || level != null && level.compareTo(Level.ERROR) >= 0);
    }

    /** Whether it stands in a log of what was slow. */
    static boolean isSlowLog(ParsedLine line) {
        return SLOW.contains(line.format());
    }

    /** @param seconds from which on something is slow */
    static boolean slow(StoredLine line, Supplier<ParsedLine> parsed, double seconds) {
        if (line.continuation()) {
            return false;
        }
        ParsedLine fields = parsed.get();
        return isSlowLog(fields)
                || fields.has(Field.DURATION) && fields.number(Field.DURATION) >= seconds;
    }
}
