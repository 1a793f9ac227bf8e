package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.ServerLists.Change;
import fr.touchweb.console.core.whitelist.ServerLists.Snapshot;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ways back from what this console took out, shortened, reduced or took over, for a short time: none of that asks anything,
 * so it can be undone (reference A.2). A way back leads to exactly the state of a moment ago, while nobody changed it since,
 * and is gone with the console: nobody is let in by it who was not in already. Thread-safe.
 */
final class WaysBack {
    private final Duration open;
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    /** @param open how long a way back stands */
    WaysBack(Duration open) {
        this.open = open;
    }

    /**
     * @param before entries as they were
     * @param after the same entries as the change left them, and those that it made
     * @param adopted the line that became an entry, null for any other change
     */
    private record Way(Scope scope, List<Entry> before, List<Entry> after, @Nullable Drift adopted, Instant at) {}

    /** Keeps the way back from a change that went through. */
    void keep(Applied applied, Scope scope, Register before, Register after, @Nullable Drift adopted, Instant now) {
        if (!applied.changed() || applied.change() == null) {
            return;
        }
        Map<String, Entry> were = HashMap.newHashMap(before.entries().size());
        before.entries().forEach(entry -> were.put(entry.id(), entry));
        List<Entry> changed = after.entries().stream().filter(entry -> !entry.equals(were.get(entry.id()))).toList();
        List<Entry> old = changed.stream().map(entry -> were.get(entry.id())).filter(Objects::nonNull).toList();
        ways.put(key(applied), new Way(scope, old, changed, adopted, now));
    }

    /** What is left of the time in which a change can be undone; zero when there is no way back. */
    Duration left(Applied applied, Instant now) {
        Way way = applied.change() == null ? null : ways.get(key(applied));
        Duration left = way == null ? Duration.ZERO : open.minus(Duration.between(way.at(), now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Goes back, once. */
    Applied take(ServerLists there, Applied applied, Instant now) throws IOException, InterruptedException {
        Way way = left(applied, now).isPositive() ? ways.remove(key(applied)) : null;
        String server = there.server().id();
        if (way == null) {
            return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.noWayBack"));
        }
        Snapshot snapshot = there.read(way.scope());
        for (Entry left : way.after()) {
            Optional<Entry> stands = snapshot.register().entry(left.id());
            if (stands.isEmpty() || !stands.get().sameBut(left)) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.changedSince",
                        left.cidr().toString()));
            }
        }
        Plan plan = plan(there, snapshot, way, now);
        Outcome outcome = there.apply(plan);
        return Results.of(there, outcome, null, plan.transaction().id(), List.of());
    }

    private static Plan plan(ServerLists there, Snapshot snapshot, Way way, Instant now)
            throws IOException, InterruptedException {
        Drift adopted = way.adopted();
        Entry made = way.after().getFirst();
        if (adopted != null) {
            return there.release(snapshot, adopted, made);
        }
        List<Entry> in = way.before().stream().filter(entry -> entry.letsIn(now)).toList();
        List<Entry> out = new ArrayList<>();
        for (Entry entry : way.after()) {
            if (entry.letsIn(now) && way.before().stream().noneMatch(old -> old.id().equals(entry.id()))) {
                out.add(entry);
            }
        }
        Change change = new Change(way.scope(), register -> {
            Register back = register;
            for (Entry entry : way.after()) {
                Entry old = way.before().stream().filter(e -> e.id().equals(entry.id())).findFirst().orElse(null);
                back = back.with(entry.id(), e -> old == null ? e.with(Entry.State.REVOKED) : old);
            }
            return back;
        }, in, out);
        return there.plan(snapshot, change, made.id() + "-back");
    }

    private static String key(Applied applied) {
        return applied.server() + " " + applied.change();
    }
}
