package fr.touchweb.console.core.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts two edits of one fleet together, entry by entry: what only one side touched is taken from that side, what both made
 * the same stands, all else is a conflict. Whether the result holds as a whole is for the check to say.
 */
final class FleetMerge {
    private final List<String> conflicts = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param conflicts entries that both sides changed differently, as {@code servers/acme-web1}; with any, the fleet is no
     *        result
     */
    record Result(Fleet fleet, List<String> conflicts) {}

    private FleetMerge() {}

    /** @param base what both edits started from */
    static Result of(Fleet base, Fleet mine, Fleet theirs) {
        FleetMerge merge = new FleetMerge();
        Set<String> names = new LinkedHashSet<>(theirs.documentNames());
        names.addAll(mine.documentNames());
        Map<String, FleetDocument> merged = new LinkedHashMap<>();
        for (String name : names) {
            merged.put(name, merge.document(document(base, name), document(mine, name), document(theirs, name)));
        }
        return new Result(Fleet.of(merged), List.copyOf(merge.conflicts));
    }

    private static FleetDocument document(Fleet fleet, String name) {
        return fleet.documents().getOrDefault(name, FleetDocument.empty());
    }

    private FleetDocument document(FleetDocument base, FleetDocument mine, FleetDocument theirs) {
        return new FleetDocument(FleetDocument.VERSION, one("policy", base.policy(), mine.policy(), theirs.policy()),
                list("clients", base.clients(), mine.clients(), theirs.clients(), Client::id),
                list("servers", base.servers(), mine.servers(), theirs.servers(), Server::id),
                list("sites", base.sites(), mine.sites(), theirs.sites(), Site::id), accounts(base, mine, theirs));
    }

    /** No list is another thing than an empty one: the fleet then belongs to whoever opens it. */
    private @Nullable List<Account> accounts(FleetDocument base, FleetDocument mine, FleetDocument theirs) {
        if (base.accounts() == null || mine.accounts() == null || theirs.accounts() == null) {
            return one("accounts", base.accounts(), mine.accounts(), theirs.accounts());
        }
        return list("accounts", base.accounts(), mine.accounts(), theirs.accounts(), Account::login);
    }

    /** In their order, what was added here at the end. */
    private <T> List<T> list(String kind, List<T> base, List<T> mine, List<T> theirs, Function<T, String> id) {
        Map<String, T> old = byId(base, id);
        Map<String, T> ours = byId(mine, id);
        Map<String, T> others = byId(theirs, id);
        Set<String> ids = new LinkedHashSet<>(others.keySet());
        ids.addAll(ours.keySet());
        List<T> merged = new ArrayList<>();
        for (String each : ids) {
            T entry = one(kind + "/" + each, old.get(each), ours.get(each), others.get(each));
            if (entry != null) {
                merged.add(entry);
            }
        }
        return merged;
    }

    private static <T> Map<String, T> byId(List<T> entries, Function<T, String> id) {
        return entries.stream()
                .collect(Collectors.toMap(id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    private <T> @Nullable T one(String name, @Nullable T base, @Nullable T mine, @Nullable T theirs) {
        if (Objects.equals(mine, base)) {
            return theirs;
        }
        if (!Objects.equals(theirs, base) && !Objects.equals(theirs, mine)) {
            conflicts.add(name);
        }
        return mine;
    }
}
