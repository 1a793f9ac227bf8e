package fr.touchweb.console.desktop;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ban.ProxyVantage;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ban.Vantage;
import fr.touchweb.console.core.ban.Vantages;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.BanChanges;
import fr.touchweb.console.core.whitelist.Lifted;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.desktop.ban.BanWork;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** “Am I banned?” on the fleet: which servers are asked, and what the person may lift. Thread-safe. */
final class BanSupply implements BanWork {
    private final Assembly core;

    BanSupply(Assembly core) {
        this.core = core;
    }

    @Override
    public Report run(URI page, @Nullable String via, @Nullable ProxyVantage proxy, BanDiagnosis.Pause pause,
            Consumer<Message> progress) throws IOException, InterruptedException {
        Fleet fleet = core.fleet().loadOrEmpty();
        Vantages known = core.vantages(fleet);
        Server site = via == null
                ? known.site(page).orElse(null)
                : fleet.server(via).filter(server -> core.access(fleet).may(Right.DIAGNOSE, via, null, now()).allowed())
                        .orElse(null);
        Server peer = site == null ? null : known.another(site).orElse(null);
        List<BanFindings> findings = core.banDiagnosis(fleet, pause).run(page,
                new BanDiagnosis.Points(vantage(fleet, site), vantage(fleet, peer), proxy), progress);
        Decision lift = site == null
                ? Decision.denied("ban.who.noServer")
                : core.access(fleet).may(Right.WHITELIST, site.id(), null, now());
        boolean byFile = site != null && core.whitelists(fleet).byFile(site.id()).isPresent();
        return new Report(page, site == null ? null : site.id(), peer == null ? null : peer.id(), findings, lift,
                byFile, now());
    }

    private @Nullable Vantage vantage(Fleet fleet, @Nullable Server server) throws InterruptedException {
        return server == null ? null : core.vantage(fleet, server);
    }

    /** The whitelists, reached as the diagnosis reached the server. */
    private Whitelists lists(Report report) throws IOException, InterruptedException {
        Fleet fleet = core.fleet().loadOrEmpty();
        Server peer = fleet.server(report.through()).orElse(null);
        return peer == null ? core.whitelists(fleet) : core.whitelistsThrough(fleet, peer);
    }

    @Override
    public Seen recheck(URI page, int family, BanDiagnosis.Pause pause) throws IOException, InterruptedException {
        return core.banDiagnosis(core.fleet().loadOrEmpty(), pause).recheck(page, family);
    }

    @Override
    public Lifting lift(Report report, Ban ban) throws IOException, InterruptedException {
        BanChanges bans = lists(report).bans();
        Lifted lifted = bans.unban(Objects.requireNonNull(report.server()), ban);
        return new Lifting() {
            @Override
            public Ban ban() {
                return ban;
            }

            @Override
            public boolean done() {
                return lifted.done();
            }

            @Override
            public @Nullable Message note() {
                return lifted.note();
            }

            @Override
            public Duration left(Instant now) {
                return lifted.left(now);
            }

            @Override
            public boolean again() throws IOException, InterruptedException {
                return bans.again(lifted);
            }

            @Override
            public BanWatch.Watched watch(BanDiagnosis.Pause pause, Consumer<Message> progress)
                    throws IOException, InterruptedException {
                return bans.watch(List.of(lifted), pause, progress);
            }
        };
    }

    @Override
    public Message ask(String server, Cidr address, BanDiagnosis.Pause pause, Consumer<Message> progress)
            throws IOException, InterruptedException {
        Whitelists lists = core.whitelists(core.fleet().loadOrEmpty());
        Scope door = lists.byFile(server).orElseThrow();
        Applied asked = lists.changes().askUnban(server, door, address);
        return asked.status() == Applied.Status.DROPPED
                ? lists.changes().followed(asked, pause::pass, state -> progress.accept(state.text())).text()
                : Objects.requireNonNullElse(asked.reason(), Message.of("ban.tab.failed"));
    }

    @Override
    public BanPolicy policy() {
        return core.policy().ban();
    }

    @Override
    public Instant now() {
        return core.options().clock().instant();
    }
}
