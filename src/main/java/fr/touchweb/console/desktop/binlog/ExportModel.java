package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.export.TransactionExport;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes what the page shows to files. JavaFX thread only. */
public final class ExportModel {
    private final TransactionList list;
    private final TaskRunner tasks;
    private final Consumer<Message> told;
    private final Consumer<Throwable> errors;
    private final Unmasking unmasking;

    /** Is told before values leave the console in clear; what it cannot note is not written. */
    @FunctionalInterface
    interface Unmasking {
        void note(String what) throws IOException;
    }

    /** @param told hears what was written */
    ExportModel(TransactionList list, TaskRunner tasks, Unmasking unmasking, Consumer<Message> told,
            Consumer<Throwable> errors) {
        this.list = list;
        this.tasks = tasks;
        this.unmasking = unmasking;
        this.told = told;
        this.errors = errors;
    }

    /**
     * Writes the transactions that the filters let through.
     *
     * @param mask whether the values of the SQL stay out
     */
    public void transactions(Path file, TransactionExport.Kind kind, boolean mask) {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < list.visibleCount(); i++) {
            all.add(list.visible(i));
        }
        start(file, Task.of(Message.of("binlogs.task.export", file.getFileName().toString()), control -> {
            if (!mask) {
                unmasking.note(all.size() + " transactions to " + file);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                return TransactionExport.write(all, kind, mask, out, control::isCancelled);
            }
        }));
    }

    /** Writes a text. */
    public void text(Path file, String text) {
        start(file, Task.of(Message.of("binlogs.task.export", file.getFileName().toString()), control -> {
            unmasking.note("undo to " + file);
            Files.writeString(file, text);
            return 1L;
        }));
    }

    private void start(Path file, Task<Long> task) {
        tasks.start(task, outcome -> {
            switch (outcome) {
                case Outcome.Success<Long> done -> told.accept(Message.of("binlogs.export.done", file.toString()));
                case Outcome.Failure<Long>(IOException cause) -> told
                        .accept(Message.of("binlogs.export.failed", file.toString(),
                                String.valueOf(cause.getMessage())));
                case Outcome.Failure<Long>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Long> cancelled -> told
                        .accept(Message.of("binlogs.export.cancelled", file.toString()));
            }
        });
    }
}
