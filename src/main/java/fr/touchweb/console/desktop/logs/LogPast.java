package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.Hole;
import fr.touchweb.console.core.logs.LineStore;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.policy.LogViewPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Brings older lines of the logs that are followed into the timeline. JavaFX thread only; it reads on a task's thread. */
final class LogPast {
    /** Lines just before the one that is wanted belong to its picture. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    /** Part of the room on disk that lines take which are read again at once. */
    private static final int PART = 8;

    /** Doublings of the span that is read where it holds no line. */
    private static final int MOST_STEPS = 16;

    private final LogSession session;
    private final LogViewPolicy figures;
    private final TaskRunner tasks;
    private final ObjectProperty<@Nullable Message> problem;
    private final Consumer<Throwable> errors;
    private boolean running;
    /** Whether what runs is {@link #readEarlier}. */
    private boolean earlier;
    private @Nullable Runnable waiting;
    private long earliest = Long.MAX_VALUE;
    private int steps;

    /** @param problem says what could not be read */
    LogPast(LogSession session, LogViewPolicy figures, TaskRunner tasks, ObjectProperty<@Nullable Message> problem,
            Consumer<Throwable> errors) {
        this.session = session;
        this.figures = figures;
        this.tasks = tasks;
        this.problem = problem;
        this.errors = errors;
    }

    /** Reads what every source wrote from a moment on, then does what the person waits for. */
    void readSince(Instant moment, Runnable then) {
        read(Message.of("logs.past.reading"), session.followed(), moment, then);
    }

    /** Reads a little more of every source than there is; where nothing was written for long, more and more. */
    void readEarlier(Runnable then) {
        long first = session.store().finder().earliest();
        if (first == Long.MAX_VALUE || running) {
            return;
        }
        steps = first == earliest ? Math.min(steps + 1, MOST_STEPS) : 0;
        earliest = first;
        readSince(instant(first).minus(figures.earlier().multipliedBy(1L << steps)), then);
        earlier = running;
    }

    /** Whether a gap stands for lines that can be read. */
    boolean canRead(StoredLine gap) {
        return session.store().holes().at(gap) != null || unread(gap);
    }

    private boolean unread(StoredLine gap) {
        return gap.kind() == StoredLine.Kind.GAP && session.store().marker(gap) instanceof LogEvent.Gap one
                && (one.reason() == LogEvent.Gap.Reason.UNREAD || one.reason() == LogEvent.Gap.Reason.NOT_RESUMED);
    }

    /**
     * Reads what a gap stands for, as much as is read at once; of lines that were let go the last ones.
     *
     * @param then takes the number of the last line that came, -1 when none did
     */
    void readGap(StoredLine gap, LongConsumer then) {
        SourceKey source = session.source(gap.source());
        Hole hole = session.store().holes().at(gap);
        long before = session.store().size();
        LongConsumer done = since -> then.accept(lastAfter(gap.source(), before, since));
        if (hole != null) {
            long since = session.store().holes().since(gap.source(), hole, most());
            start(Message.of("logs.past.readingFile", source.server(), source.fileName()),
                    control -> again(source, hole, since, control), () -> done.accept(hole.to()));
        } else if (unread(gap)) {
            read(Message.of("logs.past.readingFile", source.server(), source.fileName()), List.of(source),
                    from(gap), () -> done.accept(Long.MAX_VALUE));
        }
    }

    /** Moment from which on the lines are that a gap stands for. */
    private Instant from(StoredLine gap) {
        return session.store().marker(gap) instanceof LogEvent.Gap one
                && one.reason() == LogEvent.Gap.Reason.NOT_RESUMED
                        ? one.when().minus(BEFORE)
                        : instant(gap.time());
    }

    /** The last line of a source before a moment that came after a row did. */
    private long lastAfter(int source, long row, long moment) {
        LineStore store = session.store();
        long last = -1;
        for (long number = row; number < store.size(); number++) {
            StoredLine line = store.get(number, 0);
            if (line != null && line.source() == source && line.kind() == StoredLine.Kind.LINE
                    && line.time() <= moment && (last < 0 || line.time() >= store.time(last))) {
                last = number;
            }
        }
        return last;
    }

    /**
     * Brings a line of a past file into the timeline.
     *
     * @param shown takes its number there
     */
    void open(PastHit hit, LongConsumer shown) {
        Instant time = hit.time();
        if (time == null) {
            problem.set(Message.of("logs.past.noTime"));
            return;
        }
        long there = find(hit, time);
        if (there >= 0) {
            shown.accept(there);
            return;
        }
        read(Message.of("logs.past.readingFile", hit.source().server(), hit.fileName()), List.of(hit.source()),
                time.minus(BEFORE), () -> {
                    long number = find(hit, time);
                    if (number >= 0) {
                        shown.accept(number);
                    } else if (problem.get() == null) {
                        problem.set(Message.of("logs.past.notFound", hit.fileName()));
                    }
                });
    }

    private long find(PastHit hit, Instant time) {
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        int source = session.number(hit.source());
        if (hit.offset() >= 0) {
            long number = session.store().finder().find(source, hit.offset(), micros);
            if (number >= 0) {
                return number;
            }
        }
        // A machine that found the line itself told no place: the line itself is looked for.
        return session.store().finder().find(source, micros, line -> line.text().startsWith(hit.text()));
    }

    private void read(Message title, List<SourceKey> sources, Instant since, Runnable then) {
        start(title, control -> read(sources, since, control), then);
    }

    private interface Reading {
        List<Message> read(TaskControl control) throws IOException;
    }

    private void start(Message title, Reading reading, Runnable then) {
        if (running) {
            if (earlier) {
                // What scrolling up began is no reason to forget what the person asks for.
                waiting = () -> start(title, reading, then);
            }
            return;
        }
        running = true;
        earlier = false;
        problem.set(null);
        tasks.start(Task.of(title, reading::read), outcome -> {
            running = false;
            Runnable next = waiting;
            waiting = null;
            switch (outcome) {
                case Outcome.Success<List<Message>>(List<Message> problems) -> {
                    if (!problems.isEmpty()) {
                        problem.set(problems.getFirst());
                    }
                    then.run();
                }
                case Outcome.Failure<List<Message>>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<List<Message>> cancelled -> then.run();
            }
            if (next != null) {
                next.run();
            }
        });
    }

    private List<Message> read(List<SourceKey> sources, Instant since, TaskControl control) throws IOException {
        List<Message> problems = new ArrayList<>();
        long micros = since.getEpochSecond() * 1_000_000 + since.getNano() / 1_000;
        int done = 0;
        for (SourceKey source : sources) {
            control.checkCancelled();
            control.message(Message.of("logs.past.file", source.server(), source.path()));
            control.progress((double) done++ / sources.size());
            PastReading.Result result = session.past().read(source, since, figures.pastBytes(), control);
            if (result != null && result.reason() != null && !isKnownMissing(source)) {
                problems.add(result.reason());
            } else if (result != null && result.cut()) {
                problems.add(Message.of("logs.past.cut", source.server(), source.fileName(), figures.pastMegabytes()));
            }
            for (Hole hole : session.store().holes().of(session.number(source))) {
                if (hole.to() > micros) {
                    problems.addAll(again(source, hole, Math.max(micros, hole.from()), control));
                }
            }
        }
        return problems;
    }

    /** Its row says so already. */
    private boolean isKnownMissing(SourceKey source) {
        SourceHealth health = session.health().get(source);
        return health != null && health.condition() == SourceHealth.Condition.MISSING;
    }

    /** Bytes that are read again at once: they take the room of others. */
    private long most() {
        return Math.min(figures.pastBytes(), session.store().budget() / PART);
    }

    /** Reads lines again that were let go. */
    private List<Message> again(SourceKey source, Hole hole, long since, TaskControl control) throws IOException {
        PastReading.Result result = session.past().again(source, hole, since, most(), control);
        if (result == null || result.first() == null && result.reason() == null) {
            return List.of(Message.of("logs.past.goneThere", source.server(), source.fileName()));
        }
        if (result.reason() != null) {
            return List.of(result.reason());
        }
        return result.cut()
                ? List.of(Message.of("logs.past.cut", source.server(), source.fileName(), figures.pastMegabytes()))
                : List.of();
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
