package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableColumns.Doubt;
import fr.touchweb.console.core.binlog.model.TableColumns.Origin;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reverse of a transaction, with every reason why it may be wrong (reference binlog, rule 19). A row is found
 * by its key and by what the transaction left in it, so that a later change is not overwritten unseen.
 */
final class UndoMaker {
    private final TransactionDetail detail;
    private final ColumnNames names;
    private final @Nullable RawBytes raw;
    private final int mostRows;
    private final LinkedHashSet<Message> reasons = new LinkedHashSet<>();
    private boolean complete = true;
    private Ambiguity.Settled settled = new Ambiguity.Settled(Map.of(), Set.of());

    /** @param raw bytes of the log, null when they cannot be read */
    UndoMaker(TransactionDetail detail, ColumnNames names, @Nullable RawBytes raw, int mostRows) {
        this.detail = detail;
        this.names = names;
        this.raw = raw;
        this.mostRows = mostRows;
    }

    UndoProposal propose() throws RemoteException, InterruptedException {
        Transaction transaction = detail.transaction();
        if (detail.more()) {
            return nothing(Message.of("binlog.undo.tooMany", mostRows));
        }
        if (detail.verdict().state() != Verdict.State.PARTIAL && detail.verdict().state() != Verdict.State.COMPLETE) {
            return nothing(detail.verdict().message());
        }
        if (transaction.ending() == Ending.ROLLBACK) {
            return nothing(Message.of("binlog.undo.rolledBack"));
        }
        transactionReasons(transaction);
        prove(transaction);
        List<String> statements = new ArrayList<>();
        for (int i = detail.rows().size() - 1; i >= 0; i--) {
            String reverse = reverse(detail.rows().get(i));
            if (reverse != null) {
                statements.add(reverse);
            }
        }
        if (!statements.isEmpty()) {
            reasons.add(Message.of("binlog.undo.later"));
            statements.addAll(0, List.of("SET NAMES utf8mb4", "SET time_zone = '+00:00'", "START TRANSACTION"));
        }
        return new UndoProposal(transaction, statements, List.copyOf(reasons), complete && !statements.isEmpty());
    }

    private UndoProposal nothing(Message reason) {
        return new UndoProposal(detail.transaction(), List.of(), List.of(reason), false);
    }

    private void transactionReasons(Transaction transaction) {
        for (Statement statement : transaction.statements()) {
            if (statement.operation().isDdl() || statement.operation() == Operation.GRANT) {
                incomplete(Message.of("binlog.undo.ddl", line(statement)));
            } else if (statement.has(Mark.STATEMENT_FORMAT)) {
                incomplete(Message.of("binlog.undo.statement", line(statement)));
            }
            if (statement.has(Mark.CASCADE_POSSIBLE)) {
                reasons.add(Message.of("binlog.undo.cascade"));
            }
            if (statement.has(Mark.INCOMPLETE)) {
                incomplete(Message.of("binlog.undo.incomplete"));
            }
        }
        if (transaction.has(Mark.INCOMPLETE)) {
            incomplete(Message.of("binlog.undo.incomplete"));
        }
        if (transaction.ending() == Ending.XA_PREPARE) {
            reasons.add(Message.of("binlog.undo.prepared"));
        }
    }

    private static String line(Statement statement) {
        return statement.sql() == null ? statement.operation().id() : statement.sql().firstLine();
    }

    private void prove(Transaction transaction) throws RemoteException, InterruptedException {
        if (!Ambiguity.any(detail.rows())) {
            return;
        }
        byte[] bytes = raw == null || transaction.has(Mark.COMPRESSED)
                ? new byte[0]
                : raw.part(transaction.start(), transaction.end());
        settled = Ambiguity.settle(detail.rows(), bytes);
    }

    /** The cell with the value that the bytes of the log proved, where its text was open. */
    private Cell proved(Cell cell) {
        Value value = settled.proved().get(cell.value());
        return value == null ? cell : new Cell(cell.column(), value, cell.type());
    }

    private void incomplete(Message reason) {
        reasons.add(reason);
        complete = false;
    }

    private @Nullable String reverse(RowChange row) {
        TableColumns columns = columns(row);
        return switch (row.operation()) {
            case INSERT -> delete(row, columns, Objects.requireNonNull(row.after()));
            case DELETE -> insert(row, columns, Objects.requireNonNull(row.before()));
            default -> update(row, columns, Objects.requireNonNull(row.before()), Objects.requireNonNull(row.after()));
        };
    }

    private TableColumns columns(RowChange row) {
        TableColumns own = detail.columns().get(row.table());
        if (own != null && own.columns().stream().allMatch(column -> column.name() != null)
                && !own.columns().isEmpty()) {
            return completed(row, own);
        }
        Instant time = detail.transaction().statements().stream().filter(s -> s.start() == row.statement())
                .map(Statement::time).findFirst().orElse(Instant.EPOCH);
        int count = Math.max(row.before() == null ? 0 : row.before().lastColumn(),
                row.after() == null ? 0 : row.after().lastColumn());
        TableColumns today = names.of(row.table(), count, row.operation() != Operation.UPDATE, time);
        if (today.origin() == Origin.NONE || today.doubt() == Doubt.COUNT_DIFFERS
                || today.doubt() == Doubt.NO_TABLE) {
            incomplete(Message.of("binlog.undo.names", row.table().toString()));
        } else if (today.doubt() == Doubt.LATER_DDL) {
            reasons.add(Message.of("binlog.undo.laterDdl", row.table().toString()));
        } else {
            reasons.add(Message.of("binlog.undo.today", row.table().toString()));
        }
        return today;
    }

    /** The log does not say which columns are generated, and not every sign; the database of today may. */
    private TableColumns completed(RowChange row, TableColumns own) {
        TableColumns today = names.of(row.table(), own.columns().size(), true, Instant.EPOCH);
        if (today.columns().size() != own.columns().size()) {
            if (row.operation() != Operation.INSERT) {
                reasons.add(Message.of("binlog.undo.generated", row.table().toString()));
            }
            return own;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : own.columns()) {
            Column now = today.columns().get(column.number() - 1);
            columns.add(column.label().equals(now.label())
                    ? new Column(column.number(), column.name(), generated(now) ? now.type() : column.type(),
                            column.unsigned() == null ? now.unsigned() : column.unsigned(), column.charset(),
                            column.members(), column.key())
                    : column);
        }
        return new TableColumns(own.table(), columns, own.origin(), own.doubt());
    }

    private @Nullable String delete(RowChange row, TableColumns columns, RowImage image) {
        String where = where(row.table(), columns, image, List.of(), image);
        return where == null ? null : "DELETE FROM " + row.table().quoted() + where + " LIMIT 1";
    }

    private @Nullable String insert(RowChange row, TableColumns columns, RowImage image) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (!columns.columns().isEmpty() && image.cells().size() < columns.columns().size()) {
            incomplete(Message.of("binlog.undo.image", row.table().toString()));
        }
        for (Cell cell : image.cells()) {
            Column column = columns.column(cell.column());
            if (generated(column)) {
                continue;
            }
            String literal = literal(row.table(), cell, column);
            if (literal == null) {
                return null;
            }
            names.add(TableName.quote(column.label()));
            values.add(literal);
        }
        return "INSERT INTO " + row.table().quoted() + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", values) + ")";
    }

    private @Nullable String update(RowChange row, TableColumns columns, RowImage before, RowImage after) {
        List<String> sets = new ArrayList<>();
        List<Integer> changed = row.changedColumns();
        for (int number : changed) {
            Column column = columns.column(number);
            if (generated(column)) {
                continue;
            }
            Cell old = cell(before, number);
            if (old == null) {
                incomplete(Message.of("binlog.undo.image", row.table().toString()));
                return null;
            }
            String literal = literal(row.table(), old, column);
            if (literal == null) {
                return null;
            }
            sets.add(TableName.quote(column.label()) + " = " + literal);
        }
        if (sets.isEmpty()) {
            return null;
        }
        String where = where(row.table(), columns, before, changed, after);
        return where == null
                ? null
                : "UPDATE " + row.table().quoted() + " SET " + String.join(", ", sets) + where + " LIMIT 1";
    }

    private static boolean generated(Column column) {
        return column.type() != null && column.type().toLowerCase(Locale.ROOT).contains(" generated");
    }

    private static @Nullable Cell cell(RowImage image, int number) {
        return image.cells().stream().filter(cell -> cell.column() == number).findFirst().orElse(null);
    }

    /** What of the two images is in the row now: the new value where it is logged, else the old one. */
    private static List<Cell> present(RowImage before, RowImage after) {
        List<Cell> cells = new ArrayList<>();
        int last = Math.max(before.lastColumn(), after.lastColumn());
        for (int number = 1; number <= last; number++) {
            Cell cell = cell(after, number);
            cell = cell == null ? cell(before, number) : cell;
            if (cell != null) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private @Nullable String where(TableName table, TableColumns columns, RowImage before, List<Integer> changed,
            RowImage after) {
        boolean keyed = columns.columns().stream().anyMatch(Column::key);
        if (!keyed) {
            reasons.add(Message.of("binlog.undo.noKey", table.toString()));
        }
        List<String> conditions = new ArrayList<>();
        for (Cell cell : present(before, after)) {
            Column column = columns.column(cell.column());
            boolean wanted = !keyed || column.key() || changed.contains(cell.column());
            if (!wanted) {
                continue;
            }
            String literal = SqlLiterals.comparable(cell.value()) && !settled.unproved().contains(cell.value())
                    ? SqlLiterals.of(proved(cell), column)
                    : null;
            if (literal == null) {
                if (column.key()) {
                    incomplete(Message.of("binlog.undo.key", table.toString(), column.label()));
                    return null;
                }
                reasons.add(Message.of("binlog.undo.notCompared", table.toString(), column.label()));
                continue;
            }
            conditions.add(TableName.quote(column.label()) + (literal.equals("NULL") ? " IS NULL" : " = " + literal));
        }
        return conditions.isEmpty() ? null : " WHERE " + String.join(" AND ", conditions);
    }

    private @Nullable String literal(TableName table, Cell cell, Column column) {
        Value value = cell.value();
        String place = table + "." + column.label();
        if (settled.unproved().contains(value)) {
            incomplete(Message.of("binlog.undo.ambiguous", place));
            return null;
        }
        if (value instanceof Value.Numeric(String _, boolean lossy) && lossy) {
            reasons.add(Message.of("binlog.undo.float", place));
            complete = false;
        }
        String literal = SqlLiterals.of(proved(cell), column);
        if (literal == null) {
            incomplete(switch (value) {
                case Value.Expression _ -> Message.of("binlog.undo.partialJson", place);
                case Value.Whole _ -> Message.of("binlog.undo.sign", place);
                default -> Message.of("binlog.undo.unreadable", place);
            });
        }
        return literal;
    }
}
