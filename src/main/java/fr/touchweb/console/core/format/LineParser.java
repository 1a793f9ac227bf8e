package fr.touchweb.console.core.format;

import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the lines of one source in their order: the grammar of the last line is tried first, then all others, so that a
 * file may mix formats. It also says which lines belong to the record before them. Not thread-safe.
 */
public final class LineParser {
    /** Lines that one record may take where no policy says it. */
    static final int LONGEST_RECORD = 1_000;

    private final AccessGrammar access;
    private final AccessTail tail;
    private final Grammar[] grammars;
    private final Grammar text = new TextGrammar();
    private final ParsedLine line = new ParsedLine();
    private final List<UserFormat> added = new ArrayList<>();
    private final @Nullable Grammar schema;
    private final boolean nginx;
    private final boolean auth;
    private final @Nullable LogFormat forced;
    private final int longest;
    private final Continuation open = new Continuation();
    private LocalTimes times;
    private int last;
    private QuickTime quick = QuickTime.NONE;

    /**
     * A parser that knows the shipped formats alone.
     *
     * @param path path of the log: an nginx access log looks like Apache's and is told apart by it
     * @param forced the only format allowed besides text, null for detection
     */
    public LineParser(String path, @Nullable LogFormat forced, LocalTimes times) {
        this(path, forced, times, FormatCatalog.plain(), FormatCatalog.plain().tail(path));
    }

    LineParser(String path, @Nullable LogFormat forced, LocalTimes times, FormatCatalog catalog, AccessTail tail) {
        this.tail = tail;
        this.access = new AccessGrammar(tail);
        this.grammars = new Grammar[]{access, new SyslogGrammar(access), new ApacheErrorGrammar(), new PhpGrammar(),
                new NginxErrorGrammar(), new MysqlSlowGrammar(), new MysqlErrorGrammar(), new MonologGrammar(),
                new Fail2banGrammar(), new JsonGrammar(), new JournalGrammar()};
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        this.nginx = lower.contains("nginx");
        this.auth = name.startsWith("auth.log") || name.startsWith("secure");
        this.forced = forced;
        this.times = times;
        this.longest = catalog.policy().recordLines();
        boolean delta = forced == null ? catalog.schema().ofFile(name) : forced == LogFormat.SCHEMA_DELTA;
        this.schema = delta ? new SchemaDeltaGrammar(catalog.schema()) : null;
        for (UserFormat format : catalog.added()) {
            if (forced == null ? format.isFor(path) : forced == format.format()) {
                added.add(format);
            }
        }
    }

    /**
     * Learns from the lines what they say behind their agent: they come in the order of their file from now on, none is left
     * out, and no other parser of this log does the same.
     */
    public LineParser learning() {
        access.inOrder();
        return this;
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
        if (open.takesEntry(b, start, end, longest) || open.takes(b, start, stop, longest)) {
            return continued(b, start, stop);
        }
        if (recognised(b, start, stop)) {
            if (open.takesHead(line, longest)) {
                return continued(b, start, stop);
            }
            open.start(line);
            return line;
        }
        line.reset(b, start, stop);
        if (open.goesOn(b, start, stop, longest)) {
            return continued(b, start, stop);
        }
        text.parse(b, start, stop, times, line);
        open.start(line);
        return line;
    }

    /**
     * Reads the time of a line alone, for whoever wants nothing else of millions of them: {@link LocalTimes#NONE} for one that
     * tells none, or goes on with the record before it. After a line of a format of single lines, the place of the time is
     * all that is looked at; a line of such a shape that is broken behind its time has that time.
     */
    public long time(byte[] b, int start, int end) {
        if (quick != QuickTime.NONE) {
            long time = quick.read(b, start, end, times);
            if (time != LocalTimes.NONE) {
                return time;
            }
        }
        ParsedLine parsed = parse(b, start, end);
        quick = schema != null || !added.isEmpty() || parsed.continuation()
                ? QuickTime.NONE
                : QuickTime.of(parsed.format(), grammars[last]);
        return parsed.continuation() ? LocalTimes.NONE : parsed.time();
    }

    /**
     * Parses a whole record, whatever came before it.
     *
     * @param b its lines, joined by a line feed, without the last one
     * @return an object that is good until the next call
     */
    public ParsedLine parseRecord(byte[] b, int start, int end) {
        open.forget();
        return parse(b, start, end);
    }

    /** Whether a further line may belong to the record of the line last parsed. */
    boolean mayGoOn() {
        return open.mayGoOn();
    }

    private ParsedLine continued(byte[] b, int start, int end) {
        line.reset(b, start, end);
        open.describe(line);
        return line;
    }

    /** Whether a grammar takes the line; its format is then the final one. */
    private boolean recognised(byte[] b, int start, int end) {
        if (forced == LogFormat.TEXT) {
            return false;
        }
        if (schema != null) {
            line.reset(b, start, end);
            return end > start && schema.parse(b, start, end, times, line);
        }
        for (UserFormat format : added) {
            line.reset(b, start, end);
            if (format.parse(b, start, end, times, line)) {
                open.user(format);
                return true;
            }
        }
        for (int i = 0; i < grammars.length; i++) {
            int g = i == 0 ? last : i <= last ? i - 1 : i;
            line.reset(b, start, end);
            if (grammars[g].parse(b, start, end, times, line)) {
                LogFormat format = refined(line.format());
                if (forced != null && format != forced) {
                    return false;
                }
                last = g;
                line.format(format);
                return true;
            }
        }
        return false;
    }

    /** Formats that share a grammar are told apart by the path, or by the person. */
    private LogFormat refined(LogFormat found) {
        boolean access = found == LogFormat.APACHE_ACCESS;
        boolean system = found == LogFormat.SYSLOG || found == LogFormat.AUTH;
        if (forced != null) {
            boolean same = access && forced == LogFormat.NGINX_ACCESS
                    || system && (forced == LogFormat.SYSLOG || forced == LogFormat.AUTH)
                    || found == LogFormat.JOURNAL && forced == LogFormat.JSON;
            return same ? forced : found;
        }
        return access && nginx ? LogFormat.NGINX_ACCESS : found == LogFormat.SYSLOG && auth ? LogFormat.AUTH : found;
    }

    /** How the duration of the line last parsed is read, or why it is not; empty where nothing of it is in question. */
    public Optional<Message> whyDuration() {
        boolean asked = line.format() == LogFormat.APACHE_ACCESS || line.format() == LogFormat.NGINX_ACCESS;
        return asked ? tail.why() : Optional.empty();
    }

    /** Why the line last parsed has its format. */
    public Message why() {
        LogFormat format = line.format();
        if (line.continuation()) {
            return Message.of("format.why.continuation", format.id());
        }
        if (format == LogFormat.TEXT) {
            return forced == null || forced == LogFormat.TEXT
                    ? Message.of("format.why.none")
                    : Message.of("format.why.notForced", forced.id());
        }
        if (format == forced) {
            return Message.of("format.why.forced", format.id());
        }
        if (LogFormat.ofId(format.id()).isEmpty()) {
            return Message.of("format.why.added", format.id());
        }
        boolean byPath = format == LogFormat.NGINX_ACCESS || format == LogFormat.SCHEMA_DELTA;
        Message sign = Message.of("format.sign." + format.id());
        return Message.of(byPath ? "format.why.path" : "format.why.sign", format.id(), sign);
    }
}
