package fr.touchweb.console.core.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses the lines of one source in their order: the grammar of the last line is tried first, then all others, so that a
 * file may mix formats. It also says which lines belong to the record before them. Not thread-safe.
 */
public final class LineParser {
    /** Lines that one record may take; a longer one is cut so that a broken log cannot hold everything back. */
    static final int LONGEST_RECORD = 1_000;

    private static final Grammar TEXT = new TextGrammar();

    private final Grammar[] grammars = {new AccessGrammar(), new SyslogGrammar(), new ApacheErrorGrammar(),
            new PhpGrammar(), new NginxErrorGrammar()};
    private final ParsedLine line = new ParsedLine();
    private final boolean nginx;
    private final boolean auth;
    private final @Nullable LogFormat forced;
    private LocalTimes times;
    private int last;
    private @Nullable LogFormat record;
    private long recordTime = LocalTimes.NONE;
    private @Nullable Level recordLevel;
    private int recordLines;

    /**
     * @param path path of the log: an nginx access log looks like Apache's and is told apart by it
     * @param forced the only format allowed besides text, null for detection
     */
    public LineParser(String path, @Nullable LogFormat forced, LocalTimes times) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        this.nginx = lower.contains("nginx");
        this.auth = name.startsWith("auth.log") || name.startsWith("secure");
        this.forced = forced;
        this.times = times;
    }

    /** Lines without a zone are in this one from now on. */
    public void times(LocalTimes value) {
        times = value;
    }

    /**
     * Parses a line without its line end.
     *
     * @return an object that is good until the next call
     */
    public ParsedLine parse(byte[] b, int start, int end) {
        int stop = end > start && b[end - 1] == '\r' ? end - 1 : end;
        if (recognised(b, start, stop)) {
            LogFormat format = refine(line.format());
            if (forced == null || format == forced) {
                line.format(format);
                startRecord(format);
                return line;
            }
        }
        line.reset(b, start, stop);
        if (record != null && recordLines < LONGEST_RECORD && continues(record, b, start, stop)) {
            recordLines++;
            line.format(record);
            line.time(recordTime);
            line.level(recordLevel);
            line.continuation(true);
            if (stop == start && record == LogFormat.PHP_FPM_SLOW) {
                record = null;
            }
            return line;
        }
        TEXT.parse(b, start, stop, times, line);
        startRecord(LogFormat.TEXT);
        return line;
    }

    private boolean recognised(byte[] b, int start, int end) {
        for (int i = 0; i < grammars.length; i++) {
            int g = i == 0 ? last : i <= last ? i - 1 : i;
            line.reset(b, start, end);
            if (grammars[g].parse(b, start, end, times, line)) {
                last = g;
                return true;
            }
        }
        return false;
    }

    private LogFormat refine(LogFormat format) {
        return switch (format) {
            case APACHE_ACCESS -> nginx ? LogFormat.NGINX_ACCESS : format;
            case SYSLOG -> auth ? LogFormat.AUTH : format;
            default -> format;
        };
    }

    private void startRecord(LogFormat format) {
        record = format;
        recordTime = line.time();
        recordLevel = line.level();
        recordLines = 1;
    }

    /** Whether a line that no grammar knows goes on with a record of this format (reference logs 5.3, 5.5). */
    private static boolean continues(LogFormat format, byte[] b, int start, int end) {
        return switch (format) {
            case PHP_FPM_SLOW -> start == end || Bytes.at(b, start, end, "script_filename")
                    || Bytes.at(b, start, end, "[0x") || Bytes.at(b, start, end, "+++");
            case PHP_ERROR -> end > start;
            case NGINX_ERROR -> true;
            default -> false;
        };
    }
}
