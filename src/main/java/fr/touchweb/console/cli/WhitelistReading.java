package fr.touchweb.console.cli;

import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server knows; where its SSH keeps us out, through another server of the fleet, and says so (reference B.2).
 */
final class WhitelistReading {
    private final Terminal terminal;
    private final WhitelistAccess access;
    private final @Nullable String through;
    private @Nullable Whitelists around;

    /** @param through id of the server to go through, null for none unless the direct way is shut */
    WhitelistReading(Terminal terminal, WhitelistAccess access, @Nullable String through) {
        this.terminal = terminal;
        this.access = access;
        this.through = through;
    }

    private interface Read<T> {
        T of(Whitelists lists) throws IOException, InterruptedException;
    }

    ListView view(Server machine, Scope scope) throws IOException, InterruptedException, UsageException {
        return read(machine, lists -> lists.view(machine.id(), scope));
    }

    BanReport banned(Server machine) throws IOException, InterruptedException, UsageException {
        return read(machine, lists -> lists.banned(machine.id()));
    }

    private <T> T read(Server machine, Read<T> what) throws IOException, InterruptedException, UsageException {
        if (around == null && through != null) {
            around = access.through(access.server(through));
        }
        if (around != null) {
            return what.of(around);
        }
        try {
            return what.of(access.lists());
        } catch (RemoteException kept) {
            Server peer = access.another(machine, kept);
            if (peer == null) {
                throw kept;
            }
            Whitelists lists = access.through(peer);
            T found = what.of(lists);
            around = lists;
            terminal.say(Message.of("ban.note.through", machine.id(), peer.id(), kept.text()));
            return found;
        }
    }
}
