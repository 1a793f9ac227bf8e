package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import fr.touchweb.console.core.binlog.text.TransactionBuilder.Alter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements and transactions of events (reference binlog, rule 14). A statement of row format is all rows events up
 * to the one with the end mark; its images belong to it as a whole. A transaction begins with its GTID, or with BEGIN
 * where there are none, and ends with Xid, COMMIT, XA PREPARE, or with its only statement.
 */
final class Assembler implements ScanSink {
    private final String file;
    private final Zone zone;
    private final TextListener listener;
    private final @Nullable RowLines rows;
    private final Names names = new Names();
    private final ImageCounter images = new ImageCounter(names);
    private @Nullable TransactionBuilder transaction;
    private @Nullable StatementBuilder statement;
    /** First Intvar, Rand or User_var of the statement that follows. */
    private long prelude = -1;
    private final EventTeller events;

    private final TextFacts facts = new TextFacts();
    private final SessionState session;
    private @Nullable RowReader rowReader;
    private long lastComplete;

    Assembler(String file, Zone zone, TextListener listener, @Nullable RowLines rows) {
        this.file = file;
        this.zone = zone;
        this.listener = listener;
        this.rows = rows;
        session = new SessionState(zone);
        events = new EventTeller(names, zone, session, listener);
    }

    /** What the text says of its file and its tool. */
    TextFacts facts() {
        return facts;
    }

    /** Position after the last transaction that was read whole. */
    long lastComplete() {
        return lastComplete;
    }

    /** Tells what is still open when the text has ended. */
    void finish() {
        endStatement();
        TransactionBuilder open = transaction;
        if (open != null) {
            open.marks.add(Mark.INCOMPLETE);
            emit(Ending.OPEN);
        }
        events.flush();
    }

    // Lines outside of events

    /** Lets the reader of rows know how the tool writes strings, once its preamble was read. */
    void dialects(@Nullable RowReader reader) {
        rowReader = reader;
    }

    @Override
    public void preamble(byte[] b, int from, int to) {
        facts.preamble(b, from, to);
        if (rowReader != null) {
            rowReader.dialect(facts.dialect());
        }
    }

    @Override
    public void trailer() {
        facts.trailer(true);
    }

    @Override
    public void jump(long from, long to) {
        listener.jump(from, to);
    }

    // Events

    @Override
    public void header(RawEvent event) {
        facts.trailer(false);
        switch (event.type) {
            case START -> facts.start(event);
            case GTID -> gtid(event);
            case ANNOTATE, ROWS_QUERY, NOT_PRINTED -> beginRows(event);
            case TABLE_MAP -> {
                TableName table = names.map(event.label);
                if (statement == null || statement.ended || !statement.ofRows) {
                    beginRows(event);
                }
                if (statement != null) {
                    statement.map(table);
                }
            }
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> rowsEvent(event);
            case INTVAR, RAND, USER_VAR -> {
                endStatement();
                prelude = prelude < 0 ? event.start : prelude;
            }
            case IGNORABLE, BEGIN_LOAD, UNKNOWN, INCIDENT -> {
            }
            default -> endStatement();
        }
    }

    @Override
    public void ended(RawEvent event) {
        TransactionBuilder current = transaction;
        if (current != null) {
            current.end = Math.max(current.end, event.end);
            if (event.inner) {
                current.marks.add(Mark.COMPRESSED);
            }
        }
        events.tell(event, statement);
        switch (event.type) {
            case ANNOTATE, ROWS_QUERY -> {
                if (statement != null) {
                    statement.sql = session.sql(event, statement.marks);
                    statement.end = event.end;
                }
            }
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> query(event);
            case TABLE_MAP, WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> {
                if (statement != null) {
                    statement.end = Math.max(statement.end, event.end);
                }
            }
            case XID -> {
                if (current != null) {
                    current.commitSecond = event.localSecond;
                    emit(Ending.COMMIT);
                }
            }
            case XA_PREPARE -> {
                if (current != null) {
                    current.commitSecond = event.localSecond;
                    emit(current.onePhase ? Ending.COMMIT : Ending.XA_PREPARE);
                }
            }
            case ROTATE -> facts.rotate(event);
            case STOP -> facts.stop();
            case INCIDENT -> listener.eventsLost(event.start);
            default -> {
            }
        }
        if (transaction == null && statement == null) {
            lastComplete = Math.max(lastComplete, event.end);
        }
    }

    private void gtid(RawEvent event) {
        endStatement();
        if (transaction != null) {
            // No end was read for what came before: the tool was told to leave events out.
            transaction.marks.add(Mark.INCOMPLETE);
            emit(Ending.OPEN);
        }
        transaction = GtidReader.transaction(event, zone);
    }

    private void beginRows(RawEvent event) {
        endStatement();
        if (transaction == null) {
            transaction = new TransactionBuilder(event.start, event.serverId, -1);
            transaction.marks.add(Mark.INCOMPLETE);
            transaction.begun = true;
        }
        StatementBuilder next = new StatementBuilder(event.start, event.localSecond);
        next.ofRows = true;
        statement = next;
        images.forget();
    }

    private void rowsEvent(RawEvent event) {
        if (statement == null || statement.ended || !statement.ofRows) {
            beginRows(event);
        }
        StatementBuilder current = statement;
        if (current == null) {
            return;
        }
        Operation operation = switch (event.type) {
            case WRITE_ROWS -> Operation.INSERT;
            case UPDATE_ROWS -> Operation.UPDATE;
            default -> Operation.DELETE;
        };
        Long id = event.number("table id ");
        TableName table = names.byId(id == null ? -1 : id);
        current.change(table, operation);
        if (current.operation == Operation.OTHER) {
            current.operation = operation;
        }
        current.ended = event.label.contains("STMT_END_F");
        if (rows != null) {
            rows.statement(current.start);
        }
    }

    private void endStatement() {
        StatementBuilder current = statement;
        if (current == null) {
            return;
        }
        statement = null;
        images.forget();
        if (rows != null) {
            rows.flush();
        }
        if (current.ofRows && current.operation != Operation.OTHER) {
            if (current.operation != Operation.INSERT && current.mapsMore()) {
                current.marks.add(Mark.CASCADE_POSSIBLE);
            }
            if (!current.ended) {
                current.marks.add(Mark.INCOMPLETE);
            }
        }
        TransactionBuilder owner = transaction;
        if (owner != null && (!current.ofRows || current.operation != Operation.OTHER || current.sql != null)) {
            owner.statements.add(current.build(zone));
        }
    }

    private void query(RawEvent event) {
        StatementBuilder next = new StatementBuilder(prelude < 0 ? event.start : prelude, event.localSecond);
        prelude = -1;
        next.end = event.end;
        next.nanos = session.nanos();
        next.sql = session.sql(event, next.marks);
        Long thread = event.number("thread_id=");
        String text = next.sql.text().strip();
        String head = text.length() > 40
                ? text.substring(0, 40).toUpperCase(Locale.ROOT)
                : text.toUpperCase(Locale.ROOT);
        if (head.equals("BEGIN") || head.startsWith("XA START ") || head.equals("START TRANSACTION")) {
            begin(event, thread);
            return;
        }
        if (head.startsWith("XA END ")) {
            return;
        }
        if (transaction == null) {
            transaction = new TransactionBuilder(next.start, event.serverId, -1);
            transaction.end = event.end;
        }
        TransactionBuilder current = transaction;
        if (current.thread == null) {
            current.thread = thread;
        }
        if (head.equals("COMMIT") || head.equals("ROLLBACK")) {
            current.commitSecond = event.localSecond;
            if (head.equals("ROLLBACK")) {
                current.marks.add(Mark.ROLLED_BACK);
            }
            emit(head.equals("COMMIT") ? Ending.COMMIT : Ending.ROLLBACK);
            return;
        }
        shape(next, text, current.alter);
        current.statements.add(next.build(zone));
        if (!current.begun) {
            current.commitSecond = current.gtidSecond >= 0 ? current.gtidSecond : event.localSecond;
            emit(Ending.IMPLICIT);
        }
    }

    private void begin(RawEvent event, @Nullable Long thread) {
        if (transaction == null) {
            transaction = new TransactionBuilder(event.start, event.serverId, -1);
            transaction.end = event.end;
        }
        transaction.begun = true;
        if (transaction.thread == null) {
            transaction.thread = thread;
        }
    }

    private void shape(StatementBuilder next, String text, Alter alter) {
        SqlShape shape = session.shape(text);
        next.operation = switch (alter) {
            case START, ROLLBACK -> Operation.OTHER;
            // Without --verbose its text is not printed; what it is stands in the GTID.
            case COMMIT -> Operation.ALTER;
            case NONE -> shape.operation();
        };
        if (text.isEmpty() && alter != Alter.NONE) {
            next.sql = null;
        }
        if (alter == Alter.ROLLBACK) {
            next.marks.add(Mark.ROLLED_BACK);
        }
        if (alter != Alter.START) {
            shape.tables().forEach(table -> next.change(names.intern(table), next.operation));
        }
        if (next.operation.changesRows()) {
            next.marks.add(Mark.STATEMENT_FORMAT);
        }
        if (text.contains("generated by server")) {
            next.marks.add(Mark.SERVER_GENERATED);
        }
    }

    private void emit(Ending ending) {
        endStatement();
        TransactionBuilder done = transaction;
        transaction = null;
        prelude = -1;
        if (done != null) {
            if (ending != Ending.OPEN) {
                lastComplete = Math.max(lastComplete, done.end);
            }
            listener.transaction(done.build(file, ending, zone));
        }
    }

    // Lines of bodies

    @Override
    public void bodyLine(RawEvent event, byte[] b, int from, int to) {
        switch (event.type) {
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> session.line(event, b, from, to);
            case GTID -> {
                if (transaction != null) {
                    GtidReader.line(transaction, b, from, to);
                }
            }
            case START -> facts.startLine(b, from, to);
            case XA_PREPARE -> {
                // One phase: prepared and committed at once.
                if (transaction != null && Ascii.find(b, from, to, "ONE PHASE") > 0) {
                    transaction.onePhase = true;
                }
            }
            case TABLE_MAP -> {
                if (rows != null) {
                    rows.metadata(names.map(event.label), b, from, to);
                }
            }
            default -> {
            }
        }
    }

    @Override
    public void rowLine(byte[] b, int from, int to, long length, byte[] tail) {
        StatementBuilder current = statement;
        if (current == null) {
            return;
        }
        images.line(current, b, from, to);
        if (rows != null) {
            rows.line(b, from, to, length, tail);
        }
    }

    @Override
    public void rowCount(long count) {
        if (statement != null && count >= 0) {
            statement.toldRows = count;
        }
    }
}
