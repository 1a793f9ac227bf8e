package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything that a pass tells. */
class Heard implements IndexListener {
    final List<Transaction> transactions = Collections.synchronizedList(new ArrayList<>());
    final List<BinlogEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<Message> notes = Collections.synchronizedList(new ArrayList<>());
    final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    final List<BinlogFile> rotations = Collections.synchronizedList(new ArrayList<>());
    volatile Progress progress = new Progress(0, -1, 0, 0);

    @Override
    public void started(String commandLine) {
        commands.add(commandLine);
    }

    @Override
    public void transaction(Transaction transaction) {
        transactions.add(transaction);
    }

    @Override
    public boolean wantsEvents() {
        return true;
    }

    @Override
    public void event(BinlogEvent event) {
        events.add(event);
    }

    @Override
    public void progress(Progress value) {
        progress = value;
    }

    @Override
    public void note(Message note) {
        notes.add(note);
    }

    @Override
    public void rotated(BinlogFile next) {
        rotations.add(next);
    }

    /** {@code update shop.orders 3} for each statement. */
    List<String> statements() {
        return transactions.stream().flatMap(t -> t.statements().stream()).map(Heard::line).toList();
    }

    static String line(Statement statement) {
        StringBuilder line = new StringBuilder(statement.operation().id());
        statement.changes().forEach(change -> line.append(' ').append(change.table()));
        if (statement.operation().changesRows() || statement.operation() == Operation.OTHER) {
            line.append(' ').append(statement.rows());
        }
        return line.toString();
    }
}
