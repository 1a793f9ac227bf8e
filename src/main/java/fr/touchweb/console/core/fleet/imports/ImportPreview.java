package fr.touchweb.console.core.fleet.imports;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do to a fleet, before it does. Immutable.
 *
 * @param rows one for each entry of the import, in its order
 * @param notes what was not understood, without harm
 */
public record ImportPreview(Fleet fleet, List<Row> rows, List<Client> newClients, List<Message> notes) {

    /** What happens to an entry. */
    public enum Kind {
        ADDED, CHANGED, UNCHANGED, REFUSED
    }

    /**
     * One entry.
     *
     * @param server what it will be; null when refused
     * @param changes fields that change, as {@code port 22 → 2222}
     * @param reason why it is refused; null when it is not
     */
    public record Row(Kind kind, String name, @Nullable Server server, List<String> changes,
            @Nullable Message reason) {}

    public static ImportPreview of(Fleet fleet, ImportBatch batch) {
        List<Row> rows = new ArrayList<>();
        for (Server wanted : batch.servers()) {
            rows.add(row(fleet, batch, wanted));
        }
        batch.refused().forEach(
                refusal -> rows.add(new Row(Kind.REFUSED, refusal.name(), null, List.of(), refusal.reason())));
        List<Client> clients = batch.clients().stream().filter(client -> fleet.client(client.id()).isEmpty())
                .filter(client -> rows.stream().map(Row::server).filter(Objects::nonNull)
                        .map(Objects::requireNonNull).anyMatch(server -> client.id().equals(server.client())))
                .toList();
        return new ImportPreview(fleet, List.copyOf(rows), clients, batch.notes());
    }

    private static Row row(Fleet fleet, ImportBatch batch, Server wanted) {
        for (String jump : wanted.jump()) {
            boolean known = fleet.server(jump).isPresent()
                    || batch.servers().stream().anyMatch(server -> server.id().equals(jump));
            if (!known) {
                return new Row(Kind.REFUSED, wanted.id(), null, List.of(), Message.of("fleet.check.noServer", jump));
            }
        }
        Optional<Server> before = fleet.server(wanted.id());
        if (before.isEmpty()) {
            return new Row(Kind.ADDED, wanted.id(), wanted, List.of(), null);
        }
        Server merged = merged(before.get(), wanted);
        List<String> changes = changes(before.get(), merged);
        return changes.isEmpty()
                ? new Row(Kind.UNCHANGED, wanted.id(), merged, List.of(), null)
                : new Row(Kind.CHANGED, wanted.id(), merged, changes, null);
    }

    /** What the import says wins; what it does not say stays. */
    private static Server merged(Server old, Server wanted) {
        return new Server(old.id(), wanted.client() == null ? old.client() : wanted.client(),
                wanted.role() == null ? old.role() : wanted.role(), wanted.host(),
                wanted.port() == null ? old.port() : wanted.port(),
                wanted.user() == null ? old.user() : wanted.user(),
                wanted.jump().isEmpty() ? old.jump() : wanted.jump(),
                wanted.hoster() == null ? old.hoster() : wanted.hoster(),
                wanted.isVirtual() == null ? old.isVirtual() : wanted.isVirtual(),
                wanted.tags().isEmpty() ? old.tags() : wanted.tags(), old.logs(), old.binlogs(), old.whitelists(),
                old.mirror());
    }

    private static List<String> changes(Server before, Server after) {
        List<String> changes = new ArrayList<>();
        change(changes, "client", before.client(), after.client());
        change(changes, "role", before.role() == null ? null : before.role().id(),
                after.role() == null ? null : after.role().id());
        change(changes, "host", before.host(), after.host());
        change(changes, "port", before.port(), after.port());
        change(changes, "user", before.user(), after.user());
        change(changes, "jump", before.jump(), after.jump());
        change(changes, "hoster", before.hoster(), after.hoster());
        change(changes, "virtual", before.isVirtual(), after.isVirtual());
        change(changes, "tags", before.tags(), after.tags());
        return List.copyOf(changes);
    }

    private static void change(List<String> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(field + " " + (before == null ? "–" : before) + " → " + (after == null ? "–" : after));
        }
    }

    public long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    /** The fleet with all that is added and changed. */
    public Fleet apply() {
        Fleet result = fleet;
        for (Client client : newClients) {
            result = result.with(client);
        }
        for (Row row : rows) {
            if (row.server() != null && row.kind() != Kind.UNCHANGED) {
                result = result.with(row.server());
            }
        }
        return result;
    }
}
