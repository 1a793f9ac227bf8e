package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.Objects;
import java.util.Optional;

/** What bans and is lifted by hand only: each ban tells how, and the console changes nothing. */
interface ByHandSource extends BanSource {
    @Override
    default Command lifting(RemoteHost host, Ban ban) throws RemoteException {
        throw refusal(ban);
    }

    @Override
    default Lift lift(RemoteHost host, Ban ban) throws RemoteException {
        throw refusal(ban);
    }

    @Override
    default Optional<Command> restoring(RemoteHost host, Ban ban, Lift lift) {
        return Optional.empty();
    }

    private static RemoteException refusal(Ban ban) {
        return BanSource.byHand(((Way.ByHand) Objects.requireNonNull(ban.way(), "it tells how it is lifted")).how());
    }
}
