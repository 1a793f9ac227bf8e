package fr.touchweb.console.core.binlog.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement: in row format all events up to the end mark of the statement, else one SQL text.
 *
 * @param start position of its first event
 * @param end position after its last event
 * @param time when it began, of its own header: whole seconds, finer only where the log has it
 * @param operation the one that it is; of a statement that changed several tables the one of the first
 * @param changes by table and operation, in the order of the log
 * @param rows rows changed by all of it, -1 when not known
 * @param sql its original text, null when the log has none
 */
public record Statement(long start, long end, Instant time, Operation operation, List<TableChange> changes, long rows,
        @Nullable SqlText sql, Set<Mark> marks) {
    public Statement {
        changes = List.copyOf(changes);
        marks = Set.copyOf(marks);
    }

    public boolean has(Mark mark) {
        return marks.contains(mark);
    }
}
