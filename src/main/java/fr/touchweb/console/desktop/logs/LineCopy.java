package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogExport;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.notes.Permalink;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes lines out of the page: as text, with their neighbours, as a link, as a file. JavaFX thread only. */
final class LineCopy {
    private static final int LONGEST = 1 << 20;

    private final LineList list;
    private final LogSession session;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;

    LineCopy(LineList list, LogSession session, TaskRunner tasks, Consumer<Throwable> errors) {
        this.list = list;
        this.session = session;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Text of the selected line, of all lines of a record that is folded, or of all rows on the screen when none is selected. */
    String text() {
        long at = list.selectedRow();
        if (at < 0) {
            return text(list.top(), list.blocks().moved(list.top(), list.visibleRows()), false);
        }
        RowBlocks.Block block = list.blocks().at(at);
        return text(block.first(), block.last() + 1, false);
    }

    /** The selected line with so many rows before and after it, each with where it comes from. */
    String withContext(int around) {
        long at = Math.max(list.selectedRow(), list.top());
        RowBlocks.Block block = list.blocks().at(at);
        return text(Math.max(0, block.first() - around), block.last() + around + 1, true);
    }

    private String text(long from, long to, boolean named) {
        List<String> lines = new ArrayList<>();
        for (long row = from; row < Math.min(to, list.rows()); row++) {
            StoredLine line = list.row(row, LONGEST);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                SourceKey source = session.source(line.source());
                lines.add(named ? source.server() + ":" + source.fileName() + "  " + line.text() : line.text());
            }
        }
        return String.join("\n", lines);
    }

    /** Link to the selected line; empty when none is selected. */
    String link() {
        StoredLine line = list.row(list.selectedRow(), 0);
        if (line == null || line.kind() != StoredLine.Kind.LINE) {
            return "";
        }
        SourceKey source = session.source(line.source());
        return new Permalink(source.server(), source.path(), line.offset()).toString();
    }

    /** Writes the rows that are shown now to a file. */
    void export(Path file, LogExport.Kind kind) {
        LogView view = session.view();
        long end = list.rows();
        tasks.start(Task.of(Message.of("logs.task.export", file.getFileName().toString()), control -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                return LogExport.write(session, view, 0, end, kind, out, control::isCancelled);
            }
        }), outcome -> {
            if (outcome instanceof Outcome.Failure<Long>(Throwable cause)) {
                errors.accept(cause);
            }
        });
    }
}
