package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.ReadingTool;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.TaskControl;
import java.util.Optional;

/**
 * Binary logs of one machine. Every call blocks and belongs on a task's thread. A pass that ends early for a reason of
 * the file or of the tool is a {@link Verdict}, not an exception; exceptions are for machines that cannot be reached at
 * all. A cancelled pass ends with the verdict CANCELLED after the remote process is known to be gone. Nothing is written
 * on the machine but a private folder that goes with the pass.
 */
public interface BinlogReader {
    /**
     * Files that a pattern names ({@code /var/log/mysql/*bin*}; its last part may hold {@code *} and {@code ?}), from a
     * few bytes of each, without running mysqlbinlog.
     */
    BinlogListing list(String pattern) throws RemoteException, InterruptedException;

    /** One file, by its path. */
    BinlogFile file(String path) throws RemoteException, InterruptedException;

    /** What there is to read with; measured once a machine. */
    ReadingTool tool() throws RemoteException, InterruptedException;

    /** The documented command for a file, as a shell line to copy (G31). */
    String commandLine(BinlogFile file) throws RemoteException, InterruptedException;

    /**
     * Streams the transactions of a file as they are read. Resumes by itself after a lost connection, from the last
     * complete transaction.
     *
     * @param from 0, or the start of a transaction
     */
    Verdict index(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException;

    /**
     * Like {@link #index} with {@code --verbose}: exact rows by table also where the short text does not tell them, on
     * MySQL and for statements that change several tables. Several times as much text.
     */
    Verdict indexWithRows(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException;

    /** Like {@link #index}, and goes on with what the server writes, into the next files too, until cancelled. */
    Verdict follow(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException;

    /**
     * The transaction that holds a position: at once when the position is the start of one, else by reading from the
     * beginning of the file up to it.
     */
    Optional<Transaction> transactionAt(BinlogFile file, long position, TaskControl control)
            throws RemoteException, InterruptedException;

    /**
     * Rows of one transaction, by position.
     *
     * @param firstRow number of the first row that is wanted, over all statements
     * @param rowLimit most rows that are kept
     */
    TransactionDetail detail(BinlogFile file, Transaction transaction, long firstRow, int rowLimit,
            TaskControl control) throws RemoteException, InterruptedException;

    /**
     * Looks through all rows of a file.
     *
     * @param names tells which column a name is
     * @param limit most hits; the verdict is PARTIAL when it was reached
     */
    Verdict search(BinlogFile file, ValueQuery query, ColumnNames names, int limit, SearchListener listener,
            TaskControl control) throws RemoteException, InterruptedException;

    /** Proposes how to write back what a transaction changed, after its checksums were verified by the tool. */
    UndoProposal undo(BinlogFile file, Transaction transaction, ColumnNames names, TaskControl control)
            throws RemoteException, InterruptedException;

    /**
     * Checks a transaction against the bytes of the file itself: the sizes in their headers, and their checksums where
     * the server wrote any.
     *
     * @return whether the events are those that the text showed
     */
    boolean verify(BinlogFile file, Transaction transaction, TaskControl control)
            throws RemoteException, InterruptedException;
}
