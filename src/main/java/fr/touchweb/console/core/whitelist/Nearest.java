package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;

/** The machine at which our own connection to a server ends, which alone knows our address: a bastion, or the server. */
@FunctionalInterface
public interface Nearest {
    RemoteHost of(Server server) throws RemoteException, InterruptedException;
}
