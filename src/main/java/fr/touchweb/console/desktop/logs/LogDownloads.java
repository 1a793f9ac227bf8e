package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogDownload;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Fetches logs as they are into a folder of this machine. JavaFX thread only. */
final class LogDownloads {
    private final LogSession session;
    private final TaskRunner tasks;
    private final int lineBytes;
    private final ObjectProperty<@Nullable Message> problem;
    private final Consumer<Throwable> errors;
    private BiConsumer<String, Message> told = (server, text) -> {};

    /** @param problem says why one could not be fetched */
    LogDownloads(LogSession session, TaskRunner tasks, int lineBytes, ObjectProperty<@Nullable Message> problem,
            Consumer<Throwable> errors) {
        this.session = session;
        this.tasks = tasks;
        this.lineBytes = lineBytes;
        this.problem = problem;
        this.errors = errors;
    }

    /** Hears the server and what was fetched from it. */
    void notice(BiConsumer<String, Message> listener) {
        told = listener;
    }

    /** Fetches all files of a source, or its journal. */
    void fetch(LogSource source, Path folder) {
        SourceKey place = source.place();
        problem.set(null);
        tasks.start(Task.of(Message.of("logs.task.download", source.name(), folder.toString()),
                control -> new LogDownload(session.host(place.server()), lineBytes).fetch(place.path(), folder,
                        control)),
                outcome -> ended(source, place.server(), outcome));
    }

    private void ended(LogSource source, String server, Outcome<List<LogDownload.Fetched>> outcome) {
        switch (outcome) {
            case Outcome.Success<List<LogDownload.Fetched>>(List<LogDownload.Fetched> all) -> {
                if (all.isEmpty()) {
                    problem.set(Message.of("logs.download.none", source.name()));
                }
                all.forEach(one -> told.accept(server, one.text()));
            }
            case Outcome.Failure<List<LogDownload.Fetched>>(RemoteException cause) -> problem.set(cause.text());
            case Outcome.Failure<List<LogDownload.Fetched>>(Throwable cause) -> errors.accept(cause);
            case Outcome.Cancelled<List<LogDownload.Fetched>> cancelled -> {
                // What came is kept and gone on from next time.
            }
        }
    }
}
