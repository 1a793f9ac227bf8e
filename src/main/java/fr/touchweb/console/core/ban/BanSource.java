package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * What bans. Every call asks the daemon; nothing is remembered. A daemon that is not there, is down or may not be asked is a
 * {@link RemoteException}, never an empty answer.
 */
public interface BanSource {
    /** {@code fail2ban}, {@code nftables}, {@code haproxy}, {@code ipset}… */
    String id();

    /** Everything that is banned now, without causes. */
    List<Ban> banned(RemoteHost host) throws RemoteException, InterruptedException;

    /** The bans of one address, with their causes where the account may read them. */
    default List<Ban> bans(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        return banned(host).stream().filter(ban -> ban.address().contains(address)).toList();
    }

    /** Lines of logs that led to a ban, as they stand now, the newest last; may be empty. */
    default List<String> causes(RemoteHost host, Ban ban) throws RemoteException, InterruptedException {
        return ban.causes();
    }

    /** Bans of an address that a log of the daemon tells of, the newest last; empty where it keeps none. */
    default List<PastBan> past(RemoteHost host, Cidr address) throws RemoteException, InterruptedException {
        return List.of();
    }

    /**
     * What lifts a ban, to be shown before it runs.
     *
     * @throws RemoteException of kind {@link Kind#UNSUPPORTED} where somebody does it by hand
     */
    Command lifting(RemoteHost host, Ban ban) throws RemoteException, InterruptedException;

    /** Lifts a ban. */
    Lift lift(RemoteHost host, Ban ban) throws RemoteException, InterruptedException;

    /**
     * What bans again what was just lifted, until its end where the daemon can be told one; else its time begins anew.
     *
     * @param lift how it was lifted
     * @return empty where the end has passed meanwhile, or there is no way back
     */
    Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift) throws RemoteException, InterruptedException;

    /** Bans again what was just lifted. */
    default void again(RemoteHost host, Ban ban, Lift lift) throws RemoteException, InterruptedException {
        Optional<Command> command = restoring(host, ban, lift);
        if (command.isPresent()) {
            Rights.run(host, command.get());
        }
    }

    /** A daemon that did not do what it was told. @param text its own words */
    static RemoteException said(String text) {
        return new RemoteException(Kind.PROTOCOL, Message.of("ban.said", text), null);
    }

    /** Refuses what the console does not do. */
    static RemoteException byHand(Message how) {
        return new RemoteException(Kind.UNSUPPORTED, how, null);
    }
}
