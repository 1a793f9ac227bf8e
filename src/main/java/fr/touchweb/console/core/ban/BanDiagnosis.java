package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
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
    private final BanPolicy policy;
    private final WebProbe probe;
    private final ServerVantage vantage;
    private final Clock clock;
    private final Pause pause;
    private final Resolver resolver;

    /** Waits; a test does not. */
    public interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    /** Asks the DNS. */
    public interface Resolver {
        List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException;
    }

    public BanDiagnosis(BanPolicy policy, WebProbe probe, Clock clock, Pause pause, Resolver resolver) {
        this.policy = policy;
        this.probe = probe;
        this.vantage = new ServerVantage(policy);
        this.clock = clock;
        this.pause = pause;
        this.resolver = resolver;
    }

    /**
     * A server to ask.
     *
     * @param server of the fleet
     * @param host its machine
     */
    public record Vantage(Server server, RemoteHost host) {}

    /**
     * Finds out; one finding a family that the site has an address of.
     *
     * @param page of the site; its path is asked for as it is, {@code /robots.txt} is a good one
     * @param server that the site runs on, null when there is none to ask
     * @param peer another server, null when there is none
     * @param progress hears what is being done
     */
    public List<BanFindings> run(URI page, @Nullable Vantage server, @Nullable Vantage peer,
            Consumer<Message> progress) throws InterruptedException {
        List<InetSocketAddress> places;
        try {
            places = resolver.resolve(page.getHost(), WebProbe.port(page));
        } catch (UnknownHostException _) {
            Seen none = noAddress(page);
            return List.of(new BanFindings(4, null, none, null, none, none, BanVerdict.NO_ADDRESS, null, List.of(),
                    List.of()));
        }
        List<BanFindings> findings = new ArrayList<>();
        for (boolean four : List.of(true, false)) {
            InetSocketAddress place = places.stream().filter(p -> p.getAddress() instanceof Inet4Address == four)
                    .findFirst().orElse(null);
            if (place != null) {
                findings.add(family(page, place, server, peer, progress));
            }
        }
        return List.copyOf(findings);
    }

    private BanFindings family(URI page, InetSocketAddress place, @Nullable Vantage server, @Nullable Vantage peer,
            Consumer<Message> progress) throws InterruptedException {
        InetAddress address = place.getAddress();
        int family = address instanceof Inet4Address ? 4 : 6;
        progress.accept(Message.of("ban.progress.here", family));
        Seen here = probe.ask(page, place);
        List<Message> notes = new ArrayList<>();
        Seen nobody = new Seen.NotAsked(Message.of("ban.seen.noVantage"));
        if (here.fine()) {
            return new BanFindings(family, address.getHostAddress(), here, null, nobody, nobody,
                    BanVerdict.NOT_BANNED, null, List.of(), notes);
        }
        progress.accept(Message.of("ban.progress.servers"));
        Seen there = server == null ? nobody : vantage.ask(server.host(), page, address);
        Seen elsewhere = peer == null ? nobody : vantage.ask(peer.host(), page, address);
        BanVerdict verdict = BanVerdict.of(here, there, elsewhere);
        Cidr own = server == null ? null : own(server.host(), family, notes);
        List<Ban> bans = own == null || server == null ? List.of() : bans(server, own, notes);
        Seen again = null;
        if (BanVerdict.ofARule(here, policy.ruleRoundTrips())) {
            again = afterSilence(page, place, policy.microRetry(), progress);
            if (!again.fine() && bans.isEmpty()) {
                again = afterSilence(page, place, policy.secondRetry(), progress);
            }
            verdict = again.fine() ? BanVerdict.MICRO_BAN : verdict;
        } else if (here instanceof Seen.Answer(int status, Duration _, Duration _) && status == 408) {
            notes.add(Message.of("ban.note.tarpit"));
        }
        return new BanFindings(family, address.getHostAddress(), here, again, there, elsewhere, verdict, own, bans,
                notes);
    }

    /**
     * Looks once more after a ban was lifted, a moment later and no sooner (reference B.2, step 7).
     *
     * @param family 4 or 6
     */
    public Seen recheck(URI page, int family) throws InterruptedException {
        pause.pass(Duration.ofSeconds(policy.recheckSeconds()));
        try {
            return resolver.resolve(page.getHost(), WebProbe.port(page)).stream()
                    .filter(place -> place.getAddress() instanceof Inet4Address == (family == 4)).findFirst()
                    .map(place -> probe.ask(page, place)).orElseGet(() -> noAddress(page));
        } catch (UnknownHostException _) {
            return noAddress(page);
        }
    }

    private static Seen noAddress(URI page) {
        return new Seen.NotAsked(Message.of("ban.seen.noAddress", page.getHost()));
    }

    /** Nothing goes to the site for a while: some bans begin anew with each request (reference B.4). */
    private Seen afterSilence(URI page, InetSocketAddress place, Duration silence, Consumer<Message> progress)
            throws InterruptedException {
        progress.accept(Message.of("ban.progress.silence", silence.toSeconds()));
        pause.pass(silence);
        return probe.ask(page, place);
    }

    private static @Nullable Cidr own(RemoteHost host, int family, List<Message> notes) throws InterruptedException {
        try {
            CommandResult result = host.run(Command.script("echo \"${SSH_CONNECTION%% *}\""));
            if (AddressText.parse(result.text().strip()) instanceof Parsed.Read(Cidr own)) {
                if (own.ipv6() == (family == 6)) {
                    return own;
                }
                notes.add(Message.of("ban.note.otherFamily", own.toString(), family));
            }
        } catch (RemoteException e) {
            notes.add(e.text());
        }
        return null;
    }

    private List<Ban> bans(Vantage server, Cidr own, List<Message> notes) throws InterruptedException {
        try {
            BanReport report = BanReport.of(server.host(), BanSources.of(server.server(), server.host(), clock), own);
            report.silent().forEach((id, why) -> notes.add(Message.of("ban.note.silent", id, why)));
            if (report.knowsNothing()) {
                notes.add(Message.of("ban.note.nobodyAsked"));
            }
            return report.bans();
        } catch (RemoteException e) {
            notes.add(e.text());
            return List.of();
        }
    }
}
