package fr.touchweb.console.desktop;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.diagnose.Places;
import fr.touchweb.console.desktop.shell.Errors;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What page Diagnostic works on: the servers of the fleet on which the person may diagnose, and their sites. */
final class DiagnoseSupply {
    private final Assembly core;
    private final SimpleObjectProperty<Places> places;

    DiagnoseSupply(Assembly core) throws IOException {
        this.core = core;
        places = new SimpleObjectProperty<>(
                Places.hereAlone(core.diagnosis(Fleet.of(Map.of())), core.policy()));
    }

    /** Reads the fleet in the background. */
    void load(TaskRunner tasks, Errors errors) {
        tasks.start(Task.of(Message.of("diagnosis.task.fleet"), control -> places(core.usableFleet())).hidden(),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Success<Places>(Places found) -> places.set(found);
                        case Outcome.Failure<Places>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<Places> none -> errors.accept(new IllegalStateException("cancelled"));
                    }
                });
    }

    private Places places(Fleet whole) throws IOException {
        Access access = core.access(whole);
        Instant now = core.options().clock().instant();
        Policy policy = core.policy(whole);
        Diagnosis diagnosis = core.diagnosis(whole);
        Fleet seen = access.visible(now);
        List<String> servers = seen.servers().stream().map(Server::id)
                .filter(id -> access.may(Right.DIAGNOSE, id, null, now).allowed()).toList();
        List<Places.Site> sites = seen.sites().stream().filter(site -> site.server() != null
                && access.may(Right.DIAGNOSE, site.server(), site.id(), now).allowed())
                .flatMap(site -> site(seen, site)).toList();
        return new Places(diagnosis, policy, servers, sites, id -> diagnosis.from(server(whole, access, id)),
                (id, host) -> diagnosis.side(server(whole, access, id), siteOf(whole, sites, id, host)));
    }

    private Server server(Fleet fleet, Access access, String id) {
        return fleet.server(id).filter(
                server -> access.may(Right.DIAGNOSE, id, null, core.options().clock().instant()).allowed())
                .orElseThrow();
    }

    /** The site of a host name on a server, else the only one there. */
    private static @Nullable Site siteOf(Fleet fleet, List<Places.Site> sites, String server, String host) {
        List<Places.Site> there = sites.stream().filter(site -> site.server().equals(server)).toList();
        Optional<Places.Site> named = there.stream().filter(site -> site.address().host().equals(host)
                || site.media() != null && site.media().host().equals(host)).findFirst();
        return named.or(() -> there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty())
                .flatMap(site -> fleet.site(site.id())).orElse(null);
    }

    private static Stream<Places.Site> site(Fleet fleet, Site site) {
        WebAddress address = address(site.url());
        if (address == null || site.server() == null) {
            return Stream.empty();
        }
        Server server = fleet.server(site.server()).orElse(null);
        boolean preproduction = server != null && server.role() == Role.PREPRODUCTION;
        return Stream.of(new Places.Site(site.id(), server == null ? null : server.client(), site.server(), address,
                address(site.mediaUrl()), preproduction));
    }

    private static @Nullable WebAddress address(@Nullable String url) {
        try {
            return url == null ? null : WebAddress.parse(url);
        } catch (DiagnoseException _) {
            // The check of the fleet tells of it; here the site has no address.
            return null;
        }
    }

    ObservableValue<Places> places() {
        return places;
    }
}
