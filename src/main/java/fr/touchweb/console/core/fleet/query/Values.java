package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The values of a server behind each key; no value, or NaN, where it is not known. */
final class Values {
    private Values() {}

    static List<String> servers(ServerView view) {
        return List.of(view.id());
    }

    static List<String> hosts(ServerView view) {
        return List.of(view.server().host());
    }

    static List<String> clients(ServerView view) {
        Client client = view.client();
        return client == null ? List.of() : List.of(client.id(), client.label());
    }

    static List<String> roles(ServerView view) {
        Role role = view.server().role();
        return role == null ? List.of() : List.of(role.id());
    }

    static List<String> states(ServerView view) {
        String french = switch (view.health().state()) {
            case HEALTHY -> "sain";
            case ATTENTION -> "attention";
            case DOWN -> "arrete";
            case UNKNOWN -> "inconnu";
        };
        return List.of(view.health().state().id(), french);
    }

    static List<String> tags(ServerView view) {
        return view.server().tags();
    }

    static List<String> hosters(ServerView view) {
        String hoster = view.server().hoster();
        return hoster == null ? List.of() : List.of(hoster);
    }

    static List<String> plans(ServerView view) {
        String plan = view.client() == null ? null : view.client().plan();
        return plan == null ? List.of() : List.of(plan);
    }

    static List<String> sites(ServerView view) {
        List<String> found = new ArrayList<>();
        for (Site site : view.sites()) {
            found.add(site.id());
            if (site.url() != null) {
                found.add(site.url());
            }
        }
        return found;
    }

    static List<String> cms(ServerView view) {
        List<String> found = new ArrayList<>();
        for (Site site : view.sites()) {
            if (site.cms() != null) {
                found.add(site.cms());
            }
        }
        return found;
    }

    static List<String> kernels(ServerView view) {
        return facts(view).flatMap(facts -> facts.kernel().known()).map(List::of).orElse(List.of());
    }

    static List<String> tones(ServerView view) {
        Support support = view.systemSupport();
        return support == null ? List.of() : List.of(support.tone().name().toLowerCase(Locale.ROOT));
    }

    static List<String> systems(ServerView view) {
        Facts.System system = view.system();
        return system == null ? List.of() : List.of(system.id() + " " + system.version());
    }

    /** Versions as {@code name version}. */
    static Function<ServerView, List<String>> software(Product... products) {
        return view -> {
            List<String> found = new ArrayList<>(2);
            for (ServerView.Installed each : view.software()) {
                for (Product product : products) {
                    if (each.software().product() == product) {
                        found.add(product.id() + " " + each.software().version());
                    }
                }
            }
            return found;
        };
    }

    static double diskPercent(ServerView view) {
        return view.diskPercent() < 0 ? Double.NaN : view.diskPercent();
    }

    static double inodePercent(ServerView view) {
        double most = Double.NaN;
        for (Facts.Mount mount : facts(view).flatMap(facts -> facts.mounts().known()).orElse(List.of())) {
            Integer percent = mount.inodesPercent();
            if (percent != null && (Double.isNaN(most) || percent > most)) {
                most = percent;
            }
        }
        return most;
    }

    static double memoryPercent(ServerView view) {
        return facts(view).flatMap(facts -> facts.memory().known()).map(memory -> 100.0 - memory.availablePercent())
                .orElse(Double.NaN);
    }

    static double updates(ServerView view) {
        return facts(view).flatMap(facts -> facts.updates().known()).map(updates -> (double) updates.all())
                .orElse(Double.NaN);
    }

    static double uptimeDays(ServerView view) {
        return facts(view).flatMap(facts -> facts.uptime().known()).map(uptime -> (double) uptime.toDays())
                .orElse(Double.NaN);
    }

    static double penalty(ServerView view) {
        return view.penalty() == null ? 0 : view.penalty().multiplier().doubleValue();
    }

    static double port(ServerView view) {
        Integer port = view.server().port();
        return port == null ? Double.NaN : port;
    }

    private static Optional<Facts> facts(ServerView view) {
        return Optional.ofNullable(view.facts());
    }
}
