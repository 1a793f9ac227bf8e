package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;

/**
 * A daemon that bans. Every call asks the daemon; nothing is remembered. A daemon that is not there, is down or may not be
 * asked is a {@link RemoteException}, never an empty answer.
 */
public interface BanSource {
    /** {@code fail2ban}, {@code nftables} or {@code haproxy}. */
    String id();

    /** Everything that is banned now, without causes. */
    List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException;

    /** The bans of one address, with their causes where the account may read them. */
    List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException;

    /** What lifts a ban, to be shown before it runs. */
    Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException;

    /** Lifts a ban. */
    Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException;

    /**
     * Bans again what was just lifted, until its end where the daemon can be told one; else its time begins anew.
     *
     * @param lift how it was lifted
     */
    void again(RemoteHost host, Ban ban, Lift lift) throws RemoteException, InterruptedException;
}
