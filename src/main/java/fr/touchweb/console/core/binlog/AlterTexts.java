package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.TaskControl;

/**
 * Fetches what the short text leaves out: mysqlbinlog of MariaDB prints an ALTER in two phases only with {@code --verbose}.
 * Such a transaction is read again by its position, so that it has its table and its text in the index too.
 */
final class AlterTexts extends TextPass {
    private final RemoteBinlogs binlogs;
    private final BinlogFile file;
    private final TaskControl control;

    AlterTexts(RemoteBinlogs binlogs, BinlogFile file, IndexListener listener, TaskControl control) {
        super(listener);
        this.binlogs = binlogs;
        this.file = file;
        this.control = control;
    }

    @Override
    public void transaction(Transaction transaction) {
        super.transaction(hasNoText(transaction) ? whole(transaction) : transaction);
    }

    private static boolean hasNoText(Transaction transaction) {
        return transaction.statements().size() == 1 && transaction.statements().getFirst().sql() == null
                && transaction.statements().getFirst().operation() == Operation.ALTER;
    }

    private Transaction whole(Transaction transaction) {
        try {
            return binlogs.detail(file, transaction, 0, 1, control).transaction();
        } catch (RemoteException e) {
            // The index goes on; the ALTER stands in it without its text.
            return transaction;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return transaction;
        }
    }
}
