package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * “Am I banned?” (G33, G34, G40; reference B.2): the site is asked from here, from its server and from another server,
 * IPv4 and IPv6 apart; whoever answers for bans is asked over SSH, never from the address that may be banned. From here one
 * request goes out, and after a silence one more; polling would prolong a ban.
 */
public final class BanDiagnosis {
    private static final Seen NOBODY = new Seen.NotAsked(Message.of("ban.seen.noVantage"));

    private final BanPolicy policy;
    private final WebProbe probe;
    private final ServerVantage vantage;
    private final TunnelVantage tunnel;
    private final Clock clock;
    private final Pause pause;
    private final Resolver resolver;
    private final Detour detour;

    /**
     * Where a site is asked from beside this machine.
     *
     * @param server that the site runs on, null when there is none to ask
     * @param peer another server, null when there is none
     * @param proxy an HTTP proxy, null when there is none
     */
    public record Points(@Nullable Vantage server, @Nullable Vantage peer, @Nullable ProxyVantage proxy) {}

    /** Waits; a test does not. */
    public interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    /** Asks the DNS. */
    public interface Resolver {
        List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException;
    }

    /** @param detour the way to a server whose SSH keeps us out */
    public BanDiagnosis(BanPolicy policy, WebProbe probe, Clock clock, Pause pause, Resolver resolver, Detour detour) {
        this.policy = policy;
        this.probe = probe;
        this.vantage = new ServerVantage(policy);
        this.tunnel = new TunnelVantage(policy);
        this.clock = clock;
        this.pause = pause;
        this.resolver = resolver;
        this.detour = detour;
    }

    /**
     * Finds out; one finding a family that the site has an address of.
     *
     * @param page of the site; its path is asked for as it is, {@code /robots.txt} is a good one
     * @param points where else it is asked from
     * @param progress hears what is being done
     */
    public List<BanFindings> run(URI page, Points points, Consumer<Message> progress) throws InterruptedException {
        List<InetSocketAddress> places;
        try {
            places = resolver.resolve(page.getHost(), WebExchange.port(page));
        } catch (UnknownHostException _) {
            Seen none = noAddress(page);
            return List.of(new BanFindings(4, null, none, null, none, none, null, BanVerdict.NO_ADDRESS, null, null,
                    List.of(), null, List.of()));
        }
        Politely polite = new Politely(page);
        List<BanFindings> findings = new ArrayList<>();
        for (boolean four : List.of(true, false)) {
            InetSocketAddress place = places.stream().filter(p -> p.getAddress() instanceof Inet4Address == four)
                    .findFirst().orElse(null);
            if (place != null) {
                findings.add(family(polite, place, points, progress));
            }
        }
        return List.copyOf(findings);
    }

    /** Requests of one diagnosis to the site, never closer together nor more of them than the policy allows. */
    private final class Politely {
        private final URI page;
        private int asked;

        Politely(URI page) {
            this.page = page;
        }

        Seen ask(InetSocketAddress place) throws InterruptedException {
            if (asked == policy.requestsPerDiagnosis()) {
                return new Seen.NotAsked(Message.of("ban.seen.enough", asked));
            }
            if (asked++ > 0 && policy.pauseMillis() > 0) {
                pause.pass(policy.pause());
            }
            return probe.ask(page, place);
        }

        /** Nothing goes to the site for a while: some bans begin anew with each request (reference B.4). */
        Seen afterSilence(InetSocketAddress place, Duration silence, Consumer<Message> progress)
                throws InterruptedException {
            progress.accept(Message.of("ban.progress.silence", silence.toSeconds()));
            pause.pass(silence);
            return ask(place);
        }
    }

    private BanFindings family(Politely polite, InetSocketAddress place, Points points, Consumer<Message> progress)
            throws InterruptedException {
        InetAddress address = place.getAddress();
        int family = address instanceof Inet4Address ? 4 : 6;
        progress.accept(Message.of("ban.progress.here", family));
        Seen here = polite.ask(place);
        List<Message> notes = new ArrayList<>();
        if (here.fine()) {
            return new BanFindings(family, address.getHostAddress(), here, null, NOBODY, NOBODY, null,
                    BanVerdict.NOT_BANNED, null, null, List.of(), null, notes);
        }
        progress.accept(Message.of("ban.progress.servers"));
        Vantage server = points.server();
        Vantage peer = points.peer();
        boolean direct = direct(address, server, notes);
        Vantage reached = server == null ? null : reached(server, peer, notes);
        Seen there = reached == null ? NOBODY : from(reached, polite.page, address, notes);
        Seen elsewhere = peer == null ? NOBODY : from(peer, polite.page, address, notes);
        Seen proxied = points.proxy() == null ? null : points.proxy().ask(polite.page, address, policy);
        BanVerdict verdict = BanVerdict.of(here, there, elsewhere(elsewhere, proxied, notes),
                server == null
                        ? BanVerdict.Reached.UNKNOWN
                        : reached != server ? BanVerdict.Reached.AROUND : BanVerdict.Reached.DIRECTLY);
        if (verdict == BanVerdict.FRONT_END_DOWN && reached != null && inside(reached, polite.page, family).fine()) {
            notes.add(Message.of("ban.note.inside", reached.server().id(), address.getHostAddress()));
            verdict = BanVerdict.PATH;
        }
        OwnAddress own = reached == null
                ? null
                : new OwnAddressSearch(family, probe, notes).find(here, direct ? address : null, reached, peer);
        List<Ban> bans = own == null || reached == null
                ? List.of()
                : new BansOf(clock).of(reached, own.address(), notes);
        boolean rule = BanVerdict.ofARule(here, policy.ruleRoundTrips());
        remarks(here, verdict, rule, notes);
        Seen again = null;
        if (rule) {
            again = polite.afterSilence(place, policy.microRetry(), progress);
            if (!again.fine() && bans.isEmpty()) {
                again = polite.afterSilence(place, policy.secondRetry(), progress);
            }
            verdict = again.fine() ? BanVerdict.MICRO_BAN : verdict;
        }
        return new BanFindings(family, address.getHostAddress(), here, again, there, elsewhere, proxied, verdict,
                own == null ? null : own.address(), own == null ? null : own.evidence(), bans,
                reached != server && peer != null ? peer.server().id() : null, notes);
    }

    /** The front end from within, past the firewall of its own machine (reference B.2). */
    private Seen inside(Vantage server, URI page, int family) throws InterruptedException {
        return vantage.ask(server.host(), page, InetAddress.ofLiteral(family == 4 ? "127.0.0.1" : "::1"));
    }

    /** With the curl of a server; one that has none lends us its way, over SSH. */
    private Seen from(Vantage server, URI page, InetAddress address, List<Message> notes)
            throws InterruptedException {
        Seen seen = vantage.ask(server.host(), page, address);
        if (!(seen instanceof Seen.NotAsked(Message why)) || !why.key().equals(ServerVantage.NO_CURL)) {
            return seen;
        }
        Seen tunnelled = tunnel.ask(server.host(), page, address);
        notes.add(tunnelled instanceof Seen.NotAsked(Message refused)
                ? Message.of("ban.note.noTunnel", server.server().id(), refused)
                : Message.of("ban.note.tunnel", server.server().id()));
        return tunnelled.asked() ? tunnelled : seen;
    }

    /** A proxy that is turned away proves little: it may leave by our own address. */
    private static Seen elsewhere(Seen peer, @Nullable Seen proxied, List<Message> notes) {
        if (proxied == null) {
            return peer;
        }
        if (proxied.fine()) {
            return peer.fine() ? peer : proxied;
        }
        if (proxied.asked()) {
            notes.add(Message.of("ban.note.proxyToo"));
        }
        return peer;
    }

    private static void remarks(Seen here, BanVerdict verdict, boolean rule, List<Message> notes) {
        if (verdict == BanVerdict.BANNED && here.noConnection()) {
            notes.add(Message.of("ban.note.portOnly"));
        }
        if (here.application() != null) {
            notes.add(Message.of("ban.note.application", here.application()));
        }
        // Browsers ask again by themselves, and show what is left of it as an empty page (reference B.1).
        boolean blank = here instanceof Seen.Closed
                || here instanceof Seen.Answer(int code, Duration _, Duration _, String _) && code == 408;
        if (blank) {
            notes.add(Message.of("ban.note.blank"));
        }
        if (!rule && here instanceof Seen.Answer(int status, Duration _, Duration _, String _) && status == 408) {
            notes.add(Message.of("ban.note.tarpit"));
        }
    }

    /** A name that leads to another address than the server's is a CDN, another front end, or a wrong DNS (B.2, step 1). */
    private static boolean direct(InetAddress address, @Nullable Vantage server, List<Message> notes) {
        if (server != null && AddressText.parse(server.server().host()) instanceof Parsed.Read(Cidr host)
                && AddressText.parse(address.getHostAddress()) instanceof Parsed.Read(Cidr found)
                && host.ipv6() == found.ipv6() && !host.equals(found)) {
            notes.add(Message.of("ban.note.otherAddress", address.getHostAddress(), server.server().id(),
                    host.address()));
            return false;
        }
        return true;
    }

    /** The server, through the other one where SSH keeps us out of it too. */
    private Vantage reached(Vantage server, @Nullable Vantage peer, List<Message> notes) throws InterruptedException {
        try {
            server.host().run(Command.of("true"));
            return server;
        } catch (RemoteException kept) {
            if (peer == null || !kept.kind().retryable() || kept.kind() == Kind.BUSY) {
                return server;
            }
            try {
                Vantage around = detour.through(server, peer);
                if (around == server) {
                    return server;
                }
                around.host().run(Command.of("true"));
                notes.add(Message.of("ban.note.through", server.server().id(), peer.server().id(), kept.text()));
                return around;
            } catch (RemoteException e) {
                notes.add(Message.of("ban.note.noWayThrough", server.server().id(), peer.server().id(), e.text()));
                return server;
            }
        }
    }

    /**
     * Looks once more after a ban was lifted, a moment later and no sooner (reference B.2, step 7).
     *
     * @param family 4 or 6
     */
    public Seen recheck(URI page, int family) throws InterruptedException {
        pause.pass(Duration.ofSeconds(policy.recheckSeconds()));
        try {
            return resolver.resolve(page.getHost(), WebExchange.port(page)).stream()
                    .filter(place -> place.getAddress() instanceof Inet4Address == (family == 4)).findFirst()
                    .map(place -> probe.ask(page, place)).orElseGet(() -> noAddress(page));
        } catch (UnknownHostException _) {
            return noAddress(page);
        }
    }

    private static Seen noAddress(URI page) {
        return new Seen.NotAsked(Message.of("ban.seen.noAddress", page.getHost()));
    }
}
