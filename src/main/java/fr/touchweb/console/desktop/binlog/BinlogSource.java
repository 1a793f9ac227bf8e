package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.ssh.RemoteException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machines behind the page. Calls block and belong on a task's thread. */
public interface BinlogSource {
    /** The reader of a server; connects at its first use. */
    BinlogReader reader(String server);

    /** The login that was taken on the database of a server, as long as memory keeps it; the caller wipes the copy. */
    @Nullable
    DatabaseLogin login(String server);

    /** Keeps a login in memory, with which the reader of the server reads what only its database can decrypt. */
    void remember(String server, DatabaseLogin login);

    /**
     * Notes that values leave the console in clear, before they do.
     *
     * @param server from which they come, null for a file of this machine
     * @param what is written where
     */
    void unmasked(@Nullable String server, String what) throws IOException;

    /** Forgets a login that the database refused. */
    void forget(String server);

    /** Asks the database of a server for the columns of tables, as of now; a login that was taken is remembered. */
    Map<TableName, List<Column>> columns(String server, DatabaseLogin login, Set<TableName> tables)
            throws RemoteException, InterruptedException;
}
