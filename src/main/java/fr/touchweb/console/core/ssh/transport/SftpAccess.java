package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.ssh.RemoteException;

/** Where {@link SftpFiles} gets its channels from, and where it notes what it does. */
interface SftpAccess {
    /** The channel for short questions, opened when there is none. */
    SftpChannel channel() throws RemoteException, InterruptedException;

    /** A channel for whole files, that holds up nobody else's questions. */
    SftpChannel bulkChannel() throws RemoteException, InterruptedException;

    /** Keeps the connection from being closed as idle until {@link Use#close}. */
    Use use() throws RemoteException, InterruptedException;

    CommandEntry started(String line) throws RemoteException, InterruptedException;

    void finished(CommandEntry entry, String result, long bytes);

    /** Something that needs the connection; idempotent. */
    interface Use extends AutoCloseable {
        @Override
        void close();
    }
}
