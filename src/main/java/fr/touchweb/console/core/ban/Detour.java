package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.RemoteException;

/** The way to a server through another one, for who is kept out of its SSH too (reference B.2). */
@FunctionalInterface
public interface Detour {
    /** There is none. */
    Detour NONE = (server, peer) -> server;

    /** The same server, reached through another one. */
    Vantage through(Vantage server, Vantage peer) throws RemoteException, InterruptedException;
}
