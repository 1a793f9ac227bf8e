package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whitelists of the fleet that the options name, within the person's rights, for the time of one verb. */
final class WhitelistAccess implements AutoCloseable {
    private final Assembly core;
    private final Fleet fleet;
    private final Whitelists lists;

    private WhitelistAccess(Assembly core, Fleet fleet, Whitelists lists) {
        this.core = core;
        this.fleet = fleet;
        this.lists = lists;
    }

    static WhitelistAccess open(Services services, CommonOptions options) throws IOException, InterruptedException {
        Assembly core = services.open(options);
        boolean opened = false;
        try {
            Fleet fleet = core.fleet().load();
            WhitelistAccess access = new WhitelistAccess(core, fleet, core.whitelists(fleet));
            opened = true;
            return access;
        } finally {
            if (!opened) {
                core.close();
            }
        }
    }

    Whitelists lists() {
        return lists;
    }

    /** The same lists, reached through another server, for who is kept out of SSH. */
    Whitelists through(Server peer) throws IOException {
        return core.whitelistsThrough(fleet, peer);
    }

    /**
     * Another server to go through, when SSH keeps us out of one.
     *
     * @param kept how the direct way failed
     * @return null where that is no such failure, or there is none
     */
    @Nullable
    Server another(Server machine, RemoteException kept) {
        return core.vantages(fleet).around(machine, kept).orElse(null);
    }

    /**
     * A server that has lists and that the person may edit.
     *
     * @throws UsageException for one that is not there or that the person may not see
     */
    Server server(String id) throws UsageException {
        if (lists.may(id) instanceof Decision.Denied(Message reason)) {
            throw UsageException.refused(reason);
        }
        return fleet.server(id).orElseThrow(() -> new UsageException(Message.of("cli.noSuchServer", id)));
    }

    /** @throws UsageException when the server has no list for the door */
    Scope scope(Server server, String id) throws UsageException {
        Scope scope = Scope.of(id).orElseThrow(() -> new UsageException(Message.of("cli.whitelist.noScope", id)));
        if (!lists.scopes(server).contains(scope)) {
            throw new UsageException(Message.of("cli.whitelist.noList", server.id(), id));
        }
        return scope;
    }

    @Override
    public void close() {
        core.close();
    }
}
