package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.BinlogText;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.binlog.text.Zone;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text of mysqlbinlog that somebody saved, or that comes over standard input. */
public final class SavedText {
    private static final int LINES = 2_000;

    private final BinlogPolicy policy;
    private final @Nullable ZoneId zone;

    /** @param zone of its times until the text itself tells it; null for UTC */
    public SavedText(BinlogPolicy policy, @Nullable ZoneId zone) {
        this.policy = policy;
        this.zone = zone;
    }

    /**
     * Reads a text to its end.
     *
     * @param name that transactions carry as their file
     * @param size bytes of the text, -1 when not known; progress is of the text
     * @param rows hears rows, null when nobody wants them
     */
    public Verdict read(InputStream in, String name, long size, IndexListener listener, @Nullable RowListener rows,
            TaskControl control) throws IOException {
        Zone times = Zone.learnt(zone);
        BinlogText text = new BinlogText(in, name, times, policy.lineBytes(), policy.textBytes(),
                new TextPass(listener), rows);
        while (text.read(LINES)) {
            control.checkCancelled();
            listener.progress(new Progress(text.textBytes(), size, text.textBytes(), text.textBytes()));
        }
        text.finish();
        if (!times.known()) {
            listener.note(Message.of("binlog.note.zone"));
        }
        return verdict(text.state());
    }

    /**
     * Proposes the undo of a transaction in a text made with {@code -vv}; values that only the bytes of the log could
     * settle are left out of it.
     *
     * @param start of the transaction
     * @return empty when the text has no such transaction
     */
    public Optional<UndoProposal> undo(InputStream in, long start, ColumnNames names, TaskControl control)
            throws IOException, InterruptedException {
        Undoing undoing = new Undoing(start, policy.undoRows());
        read(in, "-", -1, undoing, undoing, control);
        return undoing.proposal(names, policy.undoRows());
    }

    /** A text has no exit code: its end marker and the tool's own end are all there is. */
    private static Verdict verdict(BinlogText.State text) {
        if (text.encrypted()) {
            return verdict(State.ENCRYPTED, text, Message.of("binlog.verdict.encrypted"));
        }
        if (text.endMarker() && text.trailer()) {
            return verdict(State.COMPLETE, text, Message.of("binlog.verdict.complete"));
        }
        if (text.trailer()) {
            return verdict(State.UNCLOSED, text, Message.of("binlog.verdict.unclosed"));
        }
        if (text.position() == 0) {
            return verdict(State.FOREIGN, text, Message.of("binlog.verdict.noText"));
        }
        return verdict(State.CUT, text, Message.of("binlog.verdict.cutText", text.position()));
    }

    private static Verdict verdict(State state, BinlogText.State text, Message message) {
        return new Verdict(state, text.position(), -1, message, "");
    }

    /** Keeps the rows of one transaction of a text. */
    private static final class Undoing implements IndexListener, RowListener {
        private final long start;
        private final int limit;
        private final List<RowChange> rows = new ArrayList<>();
        private final Map<TableName, TableColumns> columns = new HashMap<>();
        private @Nullable Transaction found;
        private boolean more;

        Undoing(long start, int limit) {
            this.start = start;
            this.limit = limit;
        }

        @Override
        public void transaction(Transaction transaction) {
            if (found == null && transaction.start() <= start && start < transaction.end()) {
                found = transaction;
            } else if (found == null) {
                rows.clear();
                more = false;
            }
        }

        @Override
        public void row(RowChange row) {
            more |= found == null && rows.size() >= limit;
            if (found == null && rows.size() < limit) {
                rows.add(row);
            }
        }

        @Override
        public void columns(TableColumns told) {
            columns.put(told.table(), told);
        }

        Optional<UndoProposal> proposal(ColumnNames names, int mostRows) throws RemoteException, InterruptedException {
            Transaction transaction = found;
            if (transaction == null) {
                return Optional.empty();
            }
            Verdict read = new Verdict(State.PARTIAL, transaction.end(), -1,
                    Message.of("binlog.verdict.partial", transaction.end()), "");
            TransactionDetail detail = new TransactionDetail(transaction, rows, more, columns, read, "");
            return Optional.of(new UndoMaker(detail, names, null, mostRows).propose());
        }
    }
}
