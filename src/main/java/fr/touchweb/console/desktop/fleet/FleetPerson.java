package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.desktop.fleet.guide.SiteRightsModel;
import fr.touchweb.console.desktop.shell.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Who works here and what they may, decided by the whole fleet of which they may see a part only. Thread-safe. */
final class FleetPerson {
    private final FleetRoom room;
    private final SiteRightsModel rights;
    private volatile @Nullable Whole whole;

    private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>(this, "standing");

    private record Whole(Access access, Decision mayEdit, SiteRights rights, Standing standing,
            Map<Right, Set<String>> reach) {}

    FleetPerson(FleetRoom room, TaskRunner tasks, Executor screen) {
        this.room = room;
        rights = new SiteRightsModel(tasks, screen, () -> {
            Whole now = whole;
            return now == null ? null : now.rights();
        });
    }

    /** Takes a fleet that was read; returns what the person may see of it. */
    Fleet seen(Fleet fleet, Instant now) throws IOException {
        Access access = room.access().apply(fleet);
        whole = new Whole(access, access.mayEditFleet(now), room.rights().of(fleet),
                Standing.of(access, now), reach(access, now));
        return access.visible(now);
    }

    private static Map<Right, Set<String>> reach(Access access, Instant now) {
        Fleet seen = access.visible(now);
        Map<Right, Set<String>> all = new EnumMap<>(Right.class);
        for (Right right : Right.values()) {
            Set<String> places = new HashSet<>();
            seen.servers().stream().map(Server::id)
                    .filter(server -> access.may(right, server, null, now).allowed()).forEach(places::add);
            for (Site site : seen.sites()) {
                String server = site.server();
                if (server != null && access.may(right, server, site.id(), now).allowed()) {
                    places.add(server + "/" + site.id());
                }
            }
            all.put(right, places);
        }
        return all;
    }

    /** Where the person has a right: ids of servers, and of sites after the id of their server and a slash. */
    Set<String> reach(Right right) {
        Whole now = whole;
        return now == null ? Set.of() : now.reach().getOrDefault(right, Set.of());
    }

    /** Whether a fleet, now, takes anything from the person that was given by what was read before. */
    boolean lessIn(Fleet fleet, Instant now) {
        return less(room.access().apply(fleet), now);
    }

    /** Whether time alone took anything from the person. */
    boolean less(Instant now) {
        Whole before = whole;
        return before != null && less(before.access(), now);
    }

    private boolean less(Access access, Instant now) {
        Whole before = whole;
        Map<Right, Set<String>> after = reach(access, now);
        return before != null && (!access.anywhere(now).containsAll(before.standing().rights())
                || before.reach().entrySet().stream()
                        .anyMatch(each -> !after.getOrDefault(each.getKey(), Set.of()).containsAll(each.getValue())));
    }

    /** The page shows what was {@link #seen} from now on. JavaFX thread only. */
    void shown() {
        Whole now = whole;
        standing.set(now == null ? null : now.standing());
    }

    /** The documents could not be read; what was read before stays. JavaFX thread only. */
    void failed() {
        if (standing.get() == null) {
            unreadable();
        }
    }

    /** What was read may be used no more. JavaFX thread only. */
    void unreadable() {
        standing.set(Standing.unknown(room.access().apply(Fleet.empty(room.store().address())).person().login()));
    }

    /** Null until the documents were read, or could not be. JavaFX thread only. */
    ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Whether the person may change the documents; denied until they were read. */
    Decision mayEdit() {
        Whole now = whole;
        return now == null ? Decision.denied("account.denied.edit") : now.mayEdit();
    }

    /** Whether the person has a right on a server. */
    boolean may(Right right, String server) {
        Whole now = whole;
        return now != null && now.access().may(right, server, null, room.clock().instant()).allowed();
    }

    /** Null until the documents were read. */
    @Nullable
    Person person() {
        Whole now = whole;
        return now == null ? null : now.access().person();
    }

    /** Rights of the files of sites. JavaFX thread only. */
    SiteRightsModel rights() {
        return rights;
    }
}
