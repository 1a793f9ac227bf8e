package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.text.Message;
import java.net.Socket;

/**
 * The one door to a machine. Every call may block and belongs on a task's thread, never on the JavaFX thread; every
 * command that runs enters the command journal.
 */
public interface RemoteHost {
    /** Name of the machine as people know it: the fleet's server id, else the host name. */
    String name();

    /**
     * Runs a command that ends by itself and waits for it, at most for the command's own limit.
     *
     * @throws RemoteException when the machine could not be reached or the limit passed; an exit code other than 0 is a
     *         result, not an exception
     */
    CommandResult run(Command command) throws RemoteException, InterruptedException;

    /** Starts a command that runs until it is stopped; nothing of it is left alive on the machine afterwards. */
    RemoteProcess start(Command command) throws RemoteException, InterruptedException;

    /** Files of the machine, as the account sees them (inside its jail where there is one). */
    RemoteFiles files() throws RemoteException, InterruptedException;

    /**
     * Files as root, for reading alone, where {@code sudo -n} lets the account; where it does not, each use fails with
     * {@link RemoteException.Kind#PERMISSION}.
     */
    default RemoteFiles rootFiles() throws RemoteException, InterruptedException {
        throw new RemoteException(RemoteException.Kind.UNSUPPORTED, Message.of("ssh.error.no-root-files", name()),
                null);
    }

    /**
     * A connection from the machine to another place, through our own connection to it; whoever asks for it closes it. It
     * knows no time-out of its own.
     *
     * @param place address as the machine knows it
     * @throws RemoteException of kind {@link RemoteException.Kind#UNREACHABLE} when the machine does not get there, of kind
     *         {@link RemoteException.Kind#CONFIGURATION} when it forwards nothing
     */
    default Socket tunnel(String place, int port) throws RemoteException, InterruptedException {
        throw new RemoteException(RemoteException.Kind.UNSUPPORTED, Message.of("ssh.error.no-tunnel", name()), null);
    }

    /** What the account can do here; measured once a connection, then remembered. */
    Capabilities capabilities() throws RemoteException, InterruptedException;
}
