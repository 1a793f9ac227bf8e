package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.eol.Support;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values of a server behind each key; no value, or NaN, where it is not known. */
final class Values {
    private Values() {}

    static Stream<String> servers(ServerView view) {
        return Stream.of(view.id());
    }

    static Stream<String> hosts(ServerView view) {
        return Stream.of(view.server().host());
    }

    static Stream<String> clients(ServerView view) {
        Client client = view.client();
        return client == null ? Stream.of() : Stream.of(client.id(), client.label());
    }

    static Stream<String> roles(ServerView view) {
        Role role = view.server().role();
        return role == null ? Stream.of() : Stream.of(role.id());
    }

    static Stream<String> states(ServerView view) {
        String french = switch (view.health().state()) {
            case HEALTHY -> "sain";
            case ATTENTION -> "attention";
            case DOWN -> "arrete";
            case UNKNOWN -> "inconnu";
        };
        return Stream.of(view.health().state().id(), french);
    }

    static Stream<String> tags(ServerView view) {
        return view.server().tags().stream();
    }

    static Stream<String> hosters(ServerView view) {
        String hoster = view.server().hoster();
        return hoster == null ? Stream.of() : Stream.of(hoster);
    }

    static Stream<String> plans(ServerView view) {
        String plan = view.client() == null ? null : view.client().plan();
        return plan == null ? Stream.of() : Stream.of(plan);
    }

    static Stream<String> sites(ServerView view) {
        return view.sites().stream().flatMap(site -> Stream.of(site.id(), site.url() == null ? "" : site.url()));
    }

    static Stream<String> cms(ServerView view) {
        return view.sites().stream().flatMap(site -> site.cms() == null ? Stream.of() : Stream.of(site.cms()));
    }

    static Stream<String> kernels(ServerView view) {
        return facts(view).flatMap(facts -> facts.kernel().known()).stream();
    }

    static Stream<String> tones(ServerView view) {
        Support support = view.systemSupport();
        return support == null ? Stream.of() : Stream.of(support.tone().name().toLowerCase(Locale.ROOT));
    }

    static Stream<String> systems(ServerView view) {
        Facts.System system = view.system();
        return system == null ? Stream.of() : Stream.of(system.id() + " " + system.version());
    }

    /** Versions as {@code name version}. */
    static Function<ServerView, Stream<String>> software(Product... products) {
        Set<Product> wanted = Set.of(products);
        return view -> view.software().stream().map(ServerView.Installed::software)
                .filter(software -> wanted.contains(software.product()))
                .map(software -> software.product().id() + " " + software.version());
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
