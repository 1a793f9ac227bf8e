package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.function.Consumer;

/** What is kept of logs from one run to the next. JavaFX thread only. */
final class KeptPlaces {
    private final LogSession session;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private Consumer<Message> told = text -> {};

    KeptPlaces(LogSession session, TaskRunner tasks, Consumer<Throwable> errors) {
        this.session = session;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Hears what was done. */
    void notice(Consumer<Message> listener) {
        told = listener;
    }

    /** Forgets where reading stopped, in every log, and the lines of before. */
    void forget() {
        tasks.start(Task.of(Message.of("logs.command.forget"), control -> session.forget()).hidden(), outcome -> {
            switch (outcome) {
                case Outcome.Success<KeptLogs.Kept>(KeptLogs.Kept kept) -> told.accept(
                        Message.of("logs.forgotten", kept.sources(), kept.bytes() / (double) (1 << 20)));
                case Outcome.Failure<KeptLogs.Kept>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<KeptLogs.Kept> cancelled -> {
                    // Nothing more is forgotten.
                }
            }
        });
    }
}
