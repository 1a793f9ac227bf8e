package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Names;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects a batch; an entry whose names would not hold in a fleet is refused here, with the reason. */
final class BatchBuilder {
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final List<ImportBatch.Refusal> refused = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();

    void add(Server server) {
        Message wrong = Stream.of(Names.id(server.id()), Names.host(server.host()),
                server.user() == null ? null : Names.login(server.user()),
                server.port() == null ? null : Names.port(server.port()),
                server.client() == null ? null : Names.id(server.client())).filter(Objects::nonNull)
                .map(Objects::requireNonNull).findFirst().orElse(null);
        if (wrong != null) {
            refuse(server.id(), wrong);
        } else if (servers.containsKey(server.id())) {
            refuse(server.id(), Message.of("fleet.import.twice", server.id()));
        } else {
            servers.put(server.id(), server);
        }
    }

    void client(String id, @Nullable String name, @Nullable String plan) {
        clients.putIfAbsent(id, new Client(id, name, plan, null, List.of()));
    }

    void refuse(String name, Message reason) {
        refused.add(new ImportBatch.Refusal(name, reason));
    }

    void note(Message message) {
        if (!notes.contains(message)) {
            notes.add(message);
        }
    }

    ImportBatch batch() {
        List<Client> used = clients.values().stream()
                .filter(client -> servers.values().stream().anyMatch(s -> client.id().equals(s.client()))).toList();
        return new ImportBatch(List.copyOf(servers.values()), used, refused, notes);
    }
}
