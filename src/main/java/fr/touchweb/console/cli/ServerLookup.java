package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import java.time.InstantSource;

/** Finds the server that a verb names, for a person who has the right of the verb on it. */
record ServerLookup(Fleet fleet, Access access, InstantSource clock) {
    static ServerLookup of(Assembly core, Fleet fleet) {
        return new ServerLookup(fleet, core.access(fleet), core.options().clock());
    }

    /** @throws UsageException for one that is not there, or on which the person lacks the right */
    Server find(String id, Right right) throws UsageException {
        Server server = fleet.server(id).orElse(null);
        Decision decision = access.may(right, id, null, clock.instant());
        if (server != null && decision.allowed()) {
            return server;
        }
        if (server != null && access.knows(server) && decision instanceof Decision.Denied(Message reason)) {
            throw UsageException.refused(reason);
        }
        if (access.governed() && access.person().account() == null) {
            throw UsageException.refused(Message.of("account.denied.unlisted", access.person().login()));
        }
        // One that the person may not see is told like one that is not there.
        throw new UsageException(Message.of("cli.noSuchServer", id));
    }
}
