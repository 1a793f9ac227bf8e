package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.notes.Permalink;
import fr.touchweb.console.core.logs.past.LineAt;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Opens links to lines, wherever their file has been rotated to. JavaFX thread only. */
final class LogLinks {
    private static final int LONGEST = 64 << 10;

    private final LogsModel model;
    private final LogSession session;
    private final TaskRunner tasks;
    private final ObjectProperty<@Nullable Message> problem;
    private final Consumer<Throwable> errors;
    private @Nullable Permalink early;
    private @Nullable Permalink awaited;

    /** @param problem says why a link leads nowhere */
    LogLinks(LogsModel model, TaskRunner tasks, ObjectProperty<@Nullable Message> problem, Consumer<Throwable> errors) {
        this.model = model;
        this.session = model.session();
        this.tasks = tasks;
        this.problem = problem;
        this.errors = errors;
    }

    /** A link to a line of a log that the person may read; empty for anything else. */
    Optional<Permalink> link(String typed) {
        return Permalink.parse(typed).filter(link -> model.logs().of(link.server(), link.path()).isPresent());
    }

    /** Shows the line of a link; its log is followed from then on. */
    void open(Permalink link) {
        Optional<LogSource> source = model.logs().of(link.server(), link.path());
        if (source.isEmpty()) {
            problem.set(Message.of("logs.link.unknown", link.server(), link.path()));
            return;
        }
        model.logs().follow(source.get(), true);
        awaited = link;
        refresh();
    }

    /** The same for a link that may come before the fleet was read. */
    void openOnceKnown(Permalink link) {
        early = link;
        refresh();
    }

    /** Goes on once the fleet is there, and once the log of a link is being read. */
    void refresh() {
        Permalink waiting = early;
        if (waiting != null && !model.logs().all().isEmpty()) {
            early = null;
            open(waiting);
            return;
        }
        Permalink link = awaited;
        if (link == null) {
            return;
        }
        SourceKey key = new SourceKey(link.server(), link.path());
        SourceHealth health = session.health().get(key);
        int number = session.number(key);
        if (health == null || health.condition() == SourceHealth.Condition.STARTING || number < 0) {
            return;
        }
        awaited = null;
        tasks.start(Task.of(Message.of("logs.link.task", link.toString()), control -> {
            LineAt line = LineAt.find(LogFiles.of(session.host(link.server())), link.path(), link.offset(), LONGEST,
                    control);
            return Optional.ofNullable(line).map(found -> new PastHit(key, found.path(), found.offset(),
                    LogRecord.instant(session.reader(number).parse(found.bytes(), 0, found.bytes().length).time()),
                    new String(found.bytes(), StandardCharsets.UTF_8)));
        }), outcome -> {
            switch (outcome) {
                case Outcome.Success<Optional<PastHit>>(Optional<PastHit> hit) -> hit.ifPresentOrElse(
                        found -> model.past().open(found, model::show),
                        () -> problem.set(Message.of("logs.link.gone", link.toString())));
                case Outcome.Failure<Optional<PastHit>>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Optional<PastHit>> cancelled -> problem.set(null);
            }
        });
    }
}
