package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an edit does to a fleet, by ids: the journal says which entries were changed, never what stands in them.
 *
 * @param parts one for each kind of entry that differs
 */
record FleetDifference(List<Part> parts) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Entries of one kind.
     *
     * @param kind name of their list in the document
     */
    record Part(String kind, List<String> added, List<String> changed, List<String> removed) {
        boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    static FleetDifference between(Fleet before, Fleet after) {
        List<Part> parts = new ArrayList<>();
        parts.add(part("clients", before.clients(), after.clients(), Client::id));
        parts.add(part("servers", before.servers(), after.servers(), Server::id));
        parts.add(part("sites", before.sites(), after.sites(), Site::id));
        parts.add(part("accounts", before.accounts().orElse(List.of()), after.accounts().orElse(List.of()),
                Account::login));
        parts.removeIf(Part::isEmpty);
        return new FleetDifference(List.copyOf(parts));
    }

    private static <T> Part part(String kind, Collection<T> before, Collection<T> after, Function<T, String> id) {
        Map<String, T> old = before.stream().collect(Collectors.toMap(id, Function.identity(), (a, b) -> a));
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (T entry : after) {
            T was = old.remove(id.apply(entry));
            if (was == null) {
                added.add(id.apply(entry));
            } else if (!Objects.equals(was, entry)) {
                changed.add(id.apply(entry));
            }
        }
        return new Part(kind, added, changed, old.keySet().stream().sorted().toList());
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The one entry that differs, else where the fleet is. */
    String target(String address) {
        List<String> ids = parts.stream().flatMap(part -> List.of(part.added, part.changed, part.removed).stream())
                .flatMap(List::stream).limit(2).toList();
        return ids.size() == 1 ? ids.getFirst() : address;
    }

    String json() {
        ObjectNode all = JSON.createObjectNode();
        for (Part part : parts) {
            ObjectNode node = all.putObject(part.kind);
            ids(node, "added", part.added);
            ids(node, "changed", part.changed);
            ids(node, "removed", part.removed);
        }
        return all.toString();
    }

    private static void ids(ObjectNode node, String name, List<String> ids) {
        if (!ids.isEmpty()) {
            ArrayNode list = node.putArray(name);
            ids.forEach(list::add);
        }
    }
}
