package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.eol.EndOfLife;
import fr.touchweb.console.core.fleet.eol.Penalty;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server with all that is known of it, worked out once so that tables and queries only look. Immutable.
 *
 * @param system its operating system, null when not known
 * @param systemSupport until when that is maintained, null with it
 * @param software everything installed, with its support
 * @param penalty what its obsolescence costs, null when nothing
 * @param haystack lower-case text that words of a query are looked for in
 */
public record ServerView(Server server, @Nullable Client client, List<Site> sites, Contact contact, Health health,
        Facts.@Nullable System system, @Nullable Support systemSupport, List<Installed> software,
        @Nullable Penalty penalty, List<Remark> remarks, String haystack) {

    /** Software and until when it is maintained. */
    public record Installed(Software software, Support support) {}

    public ServerView {
        sites = List.copyOf(sites);
        software = List.copyOf(software);
        remarks = List.copyOf(remarks);
    }

    public static ServerView of(Fleet fleet, Server server, Contact contact, Policy policy, EndOfLife endOfLife,
            Instant now) {
        Facts facts = contact.facts();
        Facts.System system = facts == null ? null : facts.system().known().orElse(null);
        List<Installed> software = new ArrayList<>();
        if (facts != null) {
            for (Software each : facts.installed()) {
                software.add(new Installed(each, endOfLife.of(each, system)));
            }
        }
        Client client = fleet.clientOf(server).orElse(null);
        List<Site> sites = fleet.sitesOf(server);
        return new ServerView(server, client, sites, contact,
                HealthCheck.of(server, sites, contact, policy.health(), now),
                system, system == null ? null : endOfLife.of(system), software,
                system == null ? null : endOfLife.penalty(system).orElse(null),
                Remarks.of(fleet, server, facts, policy), haystack(server, client, sites, system, software));
    }

    private static String haystack(Server server, @Nullable Client client, List<Site> sites,
            Facts.@Nullable System system, List<Installed> software) {
        StringBuilder text = new StringBuilder();
        text.append(server.id()).append('\n').append(server.host()).append('\n');
        if (client != null) {
            text.append(client.id()).append('\n').append(client.label()).append('\n');
        }
        if (server.role() != null) {
            text.append(server.role().id()).append('\n');
        }
        if (server.hoster() != null) {
            text.append(server.hoster()).append('\n');
        }
        server.tags().forEach(tag -> text.append(tag).append('\n'));
        for (Site site : sites) {
            text.append(site.id()).append('\n').append(site.url() == null ? "" : site.url()).append('\n');
        }
        if (system != null) {
            text.append(system.label()).append('\n');
        }
        software.forEach(each -> text.append(each.software().label()).append('\n'));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    public String id() {
        return server.id();
    }

    public @Nullable Facts facts() {
        return contact.facts();
    }

    /** The newest installed version of the first of these products that is there. */
    public Optional<Installed> newest(Product... products) {
        for (Product product : products) {
            Installed found = null;
            for (Installed each : software) {
                if (each.software().product() == product) {
                    found = each;
                }
            }
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Used share of the fullest file system, -1 when not known. */
    public int diskPercent() {
        Facts facts = contact.facts();
        return facts == null ? -1 : facts.fullest().map(Facts.Mount::usedPercent).orElse(-1);
    }

    /** Load over five minutes, NaN when not known. */
    public double load() {
        Facts facts = contact.facts();
        return facts == null ? Double.NaN : facts.load().known().map(Facts.Load::five).orElse(Double.NaN);
    }
}
