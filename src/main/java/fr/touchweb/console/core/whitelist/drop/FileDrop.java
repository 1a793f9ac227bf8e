package fr.touchweb.console.core.whitelist.drop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.drop.DropFolder;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.time.Clock;
import java.time.Duration;

/** Asks for changes of lists and bans in {@code tw_supervisor/api/}, and follows what becomes of them. */
public final class FileDrop {
    private static final JsonMapper JSON = new JsonMapper();

    private final DropFolder folder;

    /**
     * @param folder the api folder, as the account sees it
     * @param taken time after which a request that still lies there is told as not taken
     */
    public FileDrop(RemoteHost host, String folder, Duration taken, Clock clock) {
        this.folder = new DropFolder(host, folder, taken, clock);
    }

    /** Asks that an address is let in. A range, or one above the budget, waits for a second person on the server. */
    public DropFolder.Request add(Entry entry) throws RemoteException, InterruptedException {
        return folder.leave("whitelist-add", content().put("address", entry.cidr().toString())
                .put("scope", entry.scope().id()).put("kind", entry.kind().id()).put("reason", entry.reason())
                .put("requester", entry.requester()).put("expires", entry.expires().toString()));
    }

    /** Asks that an entry of one's own is taken out. */
    public DropFolder.Request remove(String entry) throws RemoteException, InterruptedException {
        return folder.leave("whitelist-remove", content().put("entry", entry));
    }

    /** Asks that a ban is lifted. */
    public DropFolder.Request unban(Cidr address) throws RemoteException, InterruptedException {
        return folder.leave("unban", content().put("address", address.toString()));
    }

    /** Where a request stands now; each call looks once. */
    public DropState state(DropFolder.Request request) throws RemoteException, InterruptedException {
        return folder.state(request);
    }

    private static ObjectNode content() {
        return JSON.createObjectNode().put("version", 1);
    }
}
