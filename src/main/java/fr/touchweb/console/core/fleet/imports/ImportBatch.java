package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import java.util.List;

/**
 * What another inventory holds, in our terms. What it does not say is null or empty and leaves what we know alone.
 *
 * @param clients clients that its servers name
 * @param refused entries that cannot become servers
 * @param notes what was not understood, without harm
 */
public record ImportBatch(List<Server> servers, List<Client> clients, List<Refusal> refused, List<Message> notes) {
    public ImportBatch {
        servers = List.copyOf(servers);
        clients = List.copyOf(clients);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /**
     * An entry that cannot become a server.
     *
     * @param name as it stands there
     */
    public record Refusal(String name, Message reason) {}
}
