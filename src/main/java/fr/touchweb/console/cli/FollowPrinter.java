package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.ForcedFormats;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LineFilter.Verdict;
import fr.touchweb.console.core.logs.follow.Follower;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Together;
import fr.touchweb.console.core.text.Inert;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints what followers tell: lines or records on standard output, all else on standard error. The followers' threads
 * call it one at a time.
 */
final class FollowPrinter {
    private static final byte[] LINE_FEED = {'\n'};
    private static final char LINE_FEED_PICTURE = 0x240A;

    private final Terminal terminal;
    private final FormatCatalog formats;
    private final Look look;
    private final List<LineFilter> filters;
    private final Map<SourceKey, Condition> told = new HashMap<>();
    private final Map<SourceKey, Way> ways = new HashMap<>();
    private final Map<SourceKey, FollowedRecords> records = new HashMap<>();
    private final Map<SourceKey, String> zones = new HashMap<>();
    private final Map<SourceKey, LineParser> journals = new HashMap<>();
    private final Map<SourceKey, Boolean> inLine = new HashMap<>();
    private final Set<Follower> silent = new HashSet<>();
    private final Set<String> heard = new HashSet<>();
    private boolean ending;
    private long undecided;

    /**
     * How lines are printed.
     *
     * @param json records as JSON instead of lines
     * @param raw lines byte for byte, without anything else; others do nothing to a terminal
     * @param several whether more than one source was asked for; each line then stands behind the name of its own
     * @param forced formats that the fleet gives to logs
     * @param zone that the person asked for, null for that of the machine
     * @param ownZone where the machine does not tell its own
     * @param patience after which a machine that does not answer is told of
     */
    record Look(boolean json, boolean raw, boolean several, ForcedFormats forced, @Nullable ZoneId zone,
            ZoneId ownZone, Duration patience) {}

    /** @param filters that all must let a line pass */
    FollowPrinter(Terminal terminal, FormatCatalog formats, Look look, List<LineFilter> filters) {
        this.terminal = terminal;
        this.formats = formats;
        this.look = look;
        this.filters = List.copyOf(filters);
    }

    /** Prints; true when a source is given up. */
    synchronized boolean take(List<LogEvent> events) throws IOException {
        boolean failed = false;
        List<LogEvent.Gap> harmless = new ArrayList<>();
        for (LogEvent event : events) {
            switch (event) {
                case LogEvent.Line line -> line(line);
                case LogEvent.Gap gap when gap.isHarmless() -> harmless.add(gap);
                case LogEvent.Gap gap -> terminal.say(gap.text());
                case LogEvent.Rotation rotation -> terminal.say(rotation.text());
                case LogEvent.State state -> failed |= state(state);
            }
        }
        Together.of(harmless, Comparator.comparing(LogEvent.Gap::lasted)).forEach(gap -> terminal.say(gap.text()));
        terminal.flush();
        return failed;
    }

    /** Prints records without an end mark whose sources have been quiet for the time that the formats' policy says. */
    synchronized void quiet() throws IOException {
        long now = System.nanoTime();
        for (FollowedRecords open : records.values()) {
            open.quiet(now, formats.policy().quietMillis() * 1_000_000L);
        }
        terminal.flush();
    }

    /** Prints what is held back, and how many lines nobody could decide on. */
    synchronized void end() throws IOException {
        for (FollowedRecords open : records.values()) {
            open.end();
        }
        if (undecided > 0) {
            terminal.say(Message.of("cli.logs.undecidedShown", undecided));
        }
        terminal.flush();
    }

    private void line(LogEvent.Line line) throws IOException {
        SourceKey source = line.source();
        if (look.json()) {
            records.computeIfAbsent(source, key -> new FollowedRecords(terminal, key, () -> parser(key), this::passes))
                    .line(line);
            return;
        }
        boolean rest = inLine.getOrDefault(source, false);
        boolean more = line.ending() == LogEvent.Ending.CUT;
        if (more || rest) {
            inLine.put(source, more);
        }
        if (!look.raw() && !rest && !more && JournalSource.isOne(source.path())) {
            entry(source, line);
            return;
        }
        if (!passes(new String(line.buffer(), line.start(), line.length(), StandardCharsets.UTF_8),
                () -> parser(source))) {
            return;
        }
        if (!rest) {
            name(source);
        }
        text(line);
        if (!more) {
            terminal.bytes(LINE_FEED);
        }
    }

    private void name(SourceKey source) throws IOException {
        if (!look.raw() && (look.several() || told.size() > 1)) {
            terminal.bytes((Inert.of(source.toString()) + "  ").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An entry of a journal as a line of syslog has it. */
    private void entry(SourceKey source, LogEvent.Line line) throws IOException {
        LogRecord record = LogRecord.of(journals.computeIfAbsent(source, this::parser),
                Arrays.copyOfRange(line.buffer(), line.start(), line.start() + line.length()), 1, 1);
        Object program = record.fields().get("program");
        Object pid = record.fields().get("pid");
        Object host = record.fields().get("host");
        String text = (record.time() == null ? "-" : JsonLines.time(record.time())) + (host == null ? "" : " " + host)
                + (program == null ? "" : " " + program) + (pid == null ? "" : "[" + pid + "]") + ": "
                + record.message();
        if (passes(text, () -> parser(source))) {
            name(source);
            terminal.line(Inert.of(text).replace('\n', LINE_FEED_PICTURE));
        }
    }

    /** A line that moves the cursor could stand under the name of another source. */
    private void text(LogEvent.Line line) throws IOException {
        int end = line.start() + line.length();
        boolean carriage = line.length() > 0 && line.buffer()[end - 1] == '\r';
        int length = line.length() - (carriage ? 1 : 0);
        if (look.raw() || Inert.isPlain(line.buffer(), line.start(), length)) {
            terminal.bytes(line.buffer(), line.start(), line.length());
            return;
        }
        String shown = Inert.of(new String(line.buffer(), line.start(), length, StandardCharsets.UTF_8));
        terminal.bytes((carriage ? shown + "\r" : shown).getBytes(StandardCharsets.UTF_8));
    }

    /** Says once that a machine does not answer, until it does. */
    synchronized void silent(Follower follower, Duration since) {
        if (since.compareTo(look.patience()) <= 0) {
            silent.remove(follower);
        } else if (silent.add(follower)) {
            terminal.say(Message.of("cli.logs.state", follower.server(), Message.of("logs.silent", since)));
        }
    }

    /** Following is ended from here: a source that stops now was not given up. */
    synchronized void ending() {
        ending = true;
    }

    /** Whether anything was told of a machine. */
    synchronized boolean heardOf(String server) {
        return heard.contains(server);
    }

    /** What following ends with, as sources were at last. */
    synchronized int code() {
        if (told.containsValue(Condition.RETRYING) || told.containsValue(Condition.FAILED)
                || told.containsValue(Condition.DENIED)) {
            return ExitCode.REMOTE;
        }
        return told.containsValue(Condition.NOT_A_FILE) ? ExitCode.USAGE : ExitCode.OK;
    }

    /** A line on which an expression gives up is shown: hiding it would lose it. */
    private boolean passes(String text, Supplier<LineParser> parser) {
        boolean open = false;
        for (LineFilter filter : filters) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Verdict verdict = filter.test(text, () -> parser.get().parseRecord(bytes, 0, bytes.length));
            if (!filter.passes(verdict)) {
                return false;
            }
            open |= verdict == Verdict.UNDECIDED;
        }
        undecided += open ? 1 : 0;
        return true;
    }

    private LineParser parser(SourceKey key) {
        ZoneId zone = look.zone();
        String measured = zones.get(key);
        if (zone == null && measured != null && ZoneId.getAvailableZoneIds().contains(measured)) {
            zone = ZoneId.of(measured);
        }
        return formats.parser(key.path(), formats.ofId(look.forced().of(key)).orElse(null),
                new LocalTimes(zone == null ? look.ownZone() : zone, InstantSource.system()));
    }

    private boolean state(LogEvent.State state) throws IOException {
        SourceHealth health = state.health();
        SourceKey source = state.source();
        if (health.zone() != null && !health.zone().equals(zones.put(source, health.zone()))) {
            FollowedRecords open = records.remove(source);
            if (open != null) {
                open.end();
            }
        }
        Set<Way> special = EnumSet.of(Way.ROOT, Way.STREAM_AS_ROOT, Way.POLLED);
        if (health.way() != null && ways.put(source, health.way()) != health.way()
                && special.contains(health.way())) {
            terminal.say(Message.of("cli.logs.state", source.toString(), health.way().text()));
        }
        Condition before = told.get(source);
        if (health.condition() != Condition.STOPPED) {
            told.put(source, health.condition());
            heard.add(source.server());
        } else if (!ending) {
            told.remove(source);
        }
        Message reason = health.reason();
        if (before != health.condition() && reason != null) {
            terminal.say(Message.of("cli.logs.state", source.toString(), reason));
        }
        return health.condition() == Condition.FAILED;
    }
}
