package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.digest.BlockHeading;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What other logs tell of the time of a failure or of something slow (reference logs 9, 7). JavaFX thread only. */
final class SameSecond {
    private static final Duration AROUND = Duration.ofSeconds(1);
    /** Rows that are looked at; a busier second is looked at with Ctrl+Enter. */
    private static final int ROWS = 200_000;
    private static final int PARSED = 2_000;
    private static final int BYTES = 4 << 10;
    private static final int SHOWN = 2;
    private static final int FRAMES = 3;

    private final LogSession session;
    private final double slowSeconds;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private long wanted = -1;

    /**
     * A line of another log.
     *
     * @param heading what it says where that is not its text, null for its text
     */
    record Found(long number, int source, boolean slow, @Nullable Message heading, String text) {}

    /** @param slowSeconds from which on something is slow */
    SameSecond(LogSession session, double slowSeconds, TaskRunner tasks, Consumer<Throwable> errors) {
        this.session = session;
        this.slowSeconds = slowSeconds;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** From before its beginning, which most lines of requests tell, to after its end. */
    static Duration lasted(LogRecord record) {
        Instant time = record.time();
        Instant began = record.began();
        Instant written = record.written();
        return time == null
                ? Duration.ZERO
                : Duration.between(began != null && began.isBefore(time) ? began : time,
                        written != null && written.isAfter(time) ? written : time);
    }

    /**
     * Looks beside a line, if that tells of a failure or of something slow.
     *
     * @param found gets the most telling line of each of some logs, unless another line was asked for meanwhile
     */
    void find(long number, LogRecord record, Consumer<List<Found>> found) {
        wanted = number;
        StoredLine line = session.store().get(number, BYTES);
        Instant time = record.time();
        if (line == null || time == null || !isTelling(line, new HashMap<>())) {
            return;
        }
        Instant began = record.began();
        Instant from = (began != null && began.isBefore(time) ? began : time).minus(AROUND);
        Instant to = from.plus(AROUND.multipliedBy(2)).plus(lasted(record));
        tasks.start(Task.of(Message.of("logs.same.task"), control -> look(line, from, to)).hidden(), outcome -> {
            switch (outcome) {
                case Outcome.Success<List<Found>>(List<Found> all) -> {
                    if (wanted == number) {
                        found.accept(all);
                    }
                }
                case Outcome.Failure<List<Found>>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<List<Found>> cancelled -> wanted = -1;
            }
        });
    }

    private List<Found> look(StoredLine about, Instant from, Instant to) {
        Map<Integer, LineParser> parsers = new HashMap<>();
        List<Found> all = new ArrayList<>();
        int parsed = 0;
        for (long number : session.store().finder().between(micros(from), micros(to), ROWS,
                row -> row.source() != about.source()
                        && row.kind() == StoredLine.Kind.LINE && !row.continuation() && row.statusClass() != 2
                        && row.statusClass() != 3)) {
            StoredLine line = parsed++ < PARSED ? session.store().get(number, BYTES) : null;
            if (line != null && isTelling(line, parsers)) {
                all.add(found(line, parsers));
            }
        }
        Set<Integer> told = new HashSet<>();
        return all.stream().sorted(Comparator.comparing(Found::slow).reversed()).filter(one -> told.add(one.source()))
                .limit(SHOWN).toList();
    }

    private boolean isTelling(StoredLine line, Map<Integer, LineParser> parsers) {
        return Jumps.error(line, () -> parsed(line, parsers))
                || Jumps.slow(line, () -> parsed(line, parsers), slowSeconds);
    }

    private ParsedLine parsed(StoredLine line, Map<Integer, LineParser> parsers) {
        return parsers.computeIfAbsent(line.source(), session::reader).parse(line.bytes(), 0, line.bytes().length);
    }

    private Found found(StoredLine line, Map<Integer, LineParser> parsers) {
        ParsedLine parsed = parsed(line, parsers);
        boolean slow = Jumps.isSlowLog(parsed);
        String text = parsed.message();
        LogRecord record = slow ? session.record(line.number()) : null;
        if (record == null) {
            return new Found(line.number(), line.source(), false, null, text);
        }
        return record.fields().get("frames") instanceof List<?> frames && !frames.isEmpty()
                ? new Found(line.number(), line.source(), true, null, frames.stream().limit(FRAMES).map(String::valueOf)
                        .collect(Collectors.joining("\n")))
                : new Found(line.number(), line.source(), true, BlockHeading.of(record).orElse(null), text);
    }

    private static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }
}
