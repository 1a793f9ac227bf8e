package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetLocation;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.eol.EndOfLife;
import fr.touchweb.console.core.fleet.eol.EndOfLifeCalendar;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.FactsMemory;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.fleet.facts.ServerProbe;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.health.SiteCheck;
import fr.touchweb.console.core.fleet.health.SiteVisit;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What verbs about the fleet need: its documents, policy, machines and what is remembered of them. */
public final class FleetDesk {
    private final ConsoleFolders folders;
    private final Clock clock;
    private final Path home;
    private final Function<Policy, Machines> machines;
    private final Function<Fleet, Access> access;
    private final ChangeJournal journal;
    private final Function<Policy, SiteVisit> visits;

    /**
     * @param home folder that holds {@code .ssh}
     * @param machines opens the connections of one command
     * @param access decides what the person may see and do in a fleet
     * @param journal is told of edits
     * @param visits looks at sites
     */
    public FleetDesk(ConsoleFolders folders, Clock clock, Path home, Function<Policy, Machines> machines,
            Function<Fleet, Access> access, ChangeJournal journal, Function<Policy, SiteVisit> visits) {
        this.folders = folders;
        this.clock = clock;
        this.home = home;
        this.machines = machines;
        this.access = access;
        this.journal = journal;
        this.visits = visits;
    }

    Clock clock() {
        return clock;
    }

    Path home() {
        return home;
    }

    Machines machines(Policy policy) {
        return machines.apply(policy);
    }

    /** The policy that the options ask for, else the one that the fleet names, else TouchWeb's. */
    public Policy policy(CommonOptions options, @Nullable Fleet fleet) throws IOException {
        String wanted = options.profile();
        if (wanted == null && fleet != null) {
            wanted = fleet.policy().orElse(null);
        }
        return new Policies(folders.settings()).load(wanted == null ? "tw" : wanted);
    }

    /** Where the fleet is: {@code --fleet}, else the settings folder. */
    public String address(CommonOptions options) {
        String given = options.fleet();
        return given != null ? given : folders.settings().resolve("fleet.json").toString();
    }

    /** The documents at an address; those of another machine are reached over a connection that ends with the process. */
    public FleetStore store(String address, Policy policy) throws IOException {
        FleetLocation location = FleetLocation.parse(address);
        return new FleetStore(location.files(target -> machines(policy).open(target), policy.fleet()), policy.fleet(),
                clock, journal,
                location.copy(folders.state()));
    }

    /**
     * The fleet that the options ask for, as far as the person may see it.
     *
     * @param told hears that it is a copy, since its host cannot be reached
     */
    public Fleet load(CommonOptions options, Consumer<Message> told) throws IOException, InterruptedException {
        FleetStore store = store(address(options), policy(options, null));
        Fleet whole = store.load();
        store.offline().ifPresent(copy -> told.accept(copy.text()));
        return access.apply(whole).visible(clock.instant());
    }

    /** Whether the person may write a fleet that is there. */
    Decision mayEdit(Fleet fleet) {
        return access.apply(fleet).mayEditFleet(clock.instant());
    }

    FleetProbe probe(Fleet fleet, Policy policy, Function<Server, RemoteHost> hosts) {
        Access person = access.apply(fleet);
        Function<Server, List<SiteReading>> sites = new SiteCheck(policy.fleet(), clock, visits.apply(policy)).of(fleet,
                (server, site) -> person.may(Right.DIAGNOSE, server.id(), site.id(), clock.instant()).refusal());
        return new FleetProbe(hosts, new ServerProbe(clock, policy.fleet().probeLimit()),
                new FactsMemory(folders.state()), clock, policy.fleet().probesAtOnce(), sites);
    }

    List<ServerView> views(Fleet fleet, Policy policy) throws IOException {
        EndOfLife endOfLife = endOfLife(policy);
        Map<String, Facts> remembered = new FactsMemory(folders.state()).recallAll();
        List<ServerView> views = new ArrayList<>();
        for (Server server : fleet.servers()) {
            Facts facts = remembered.get(server.id());
            views.add(ServerView.of(fleet, server, facts == null ? Contact.NONE : Contact.remembered(facts), policy,
                    endOfLife, clock.instant()));
        }
        return views;
    }

    ServerView view(Fleet fleet, Server server, FleetProbe.Result result, Policy policy) throws IOException {
        Contact contact = switch (result) {
            case FleetProbe.Result.Answered answered -> Contact.NONE.succeeded(answered.facts(), answered.sites());
            case FleetProbe.Result.Failed failed -> Contact.NONE.failed(failed.at(), failed.reason(), failed.sites());
        };
        return ServerView.of(fleet, server, contact, policy, endOfLife(policy), clock.instant());
    }

    private EndOfLife endOfLife(Policy policy) throws IOException {
        return new EndOfLife(EndOfLifeCalendar.load(folders.settings()), policy.endOfLife(), policy.penalty(), clock);
    }
}
