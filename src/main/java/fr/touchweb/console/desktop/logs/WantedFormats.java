package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Formats that a person gives to files whose lines are told wrongly. JavaFX thread only. */
final class WantedFormats {
    private final LogSession session;
    private final TaskRunner tasks;
    private final Runnable changed;
    private final Runnable read;
    private final Consumer<Throwable> errors;
    private final Map<String, String> formats = new TreeMap<>();

    /**
     * @param before by server and path
     * @param changed called when a person changed them
     * @param read called when lines that are here were read by another one
     * @param errors hears what could not be read
     */
    WantedFormats(LogSession session, Map<String, String> before, TaskRunner tasks, Runnable changed, Runnable read,
            Consumer<Throwable> errors) {
        this.tasks = tasks;
        this.read = read;
        this.errors = errors;
        this.session = session;
        this.changed = changed;
        before.forEach((file, format) -> {
            int colon = file.indexOf(':');
            if (colon > 0) {
                formats.put(file, format);
                session.force(new SourceKey(file.substring(0, colon), file.substring(colon + 1)), format);
            }
        });
    }

    /** Every format that could be given. */
    List<LogFormat> all() {
        return session.formats();
    }

    /** The one that a person gave to a file, null for none. */
    @Nullable
    String of(SourceKey file) {
        return formats.get(file.toString());
    }

    /**
     * Gives a file a format, and its lines that are here the times and levels that it says; null leaves it to detection.
     * Who cancels has the format of before.
     */
    void want(SourceKey file, @Nullable String format) {
        String before = of(file);
        give(file, format);
        tasks.start(Task.of(Message.of("logs.format.reading", file.toString()),
                control -> {
                    session.reindex(file, control);
                    return file;
                }).computing(), outcome -> {
                    switch (outcome) {
                        case Outcome.Success<SourceKey> _ -> read.run();
                        case Outcome.Failure<SourceKey>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<SourceKey> _ -> give(file, before);
                    }
                });
    }

    private void give(SourceKey file, @Nullable String format) {
        if (format == null) {
            formats.remove(file.toString());
        } else {
            formats.put(file.toString(), format);
        }
        session.force(file, format);
        changed.run();
    }

    Map<String, String> state() {
        return Map.copyOf(formats);
    }
}
