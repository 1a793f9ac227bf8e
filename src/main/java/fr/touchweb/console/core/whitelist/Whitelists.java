package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.account.Person;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ban.BanSource;
import fr.touchweb.console.core.ban.BanSources;
import fr.touchweb.console.core.ban.Vantage;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.backend.Backends;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Known;
import fr.touchweb.console.core.whitelist.risk.ServerKnowledge;
import fr.touchweb.console.core.whitelist.risk.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whitelists of a fleet: what is let in where, what speaks against more, and the way to a confirmation. What was
 * confirmed is carried out by {@link #changes()}. Every call that names a server asks it, blocks and belongs on a task's
 * thread; a server that the person may not see is as one that does not exist.
 */
public final class Whitelists {
    static final int MOST_REVIEWED = 5000;

    private final WhitelistSetup setup;
    private final WhitelistChanges changes;
    private final BanChanges bans;
    private final WaiverChanges waivers;
    private final Confirming confirming;
    private final Neighbours neighbours;
    private final SequelNotes sequels;

    public Whitelists(WhitelistSetup setup) {
        this.setup = setup;
        this.changes = new WhitelistChanges(setup, this);
        this.waivers = new WaiverChanges(setup, this);
        this.confirming = new Confirming(setup, this);
        this.neighbours = new Neighbours(setup);
        this.bans = new BanChanges(this, new ChangeNotes(setup.journal()), setup.clock(), setup.policy().ban());
        this.sequels = new SequelNotes(setup.journal(), undoTime());
    }

    /** The same lists with one of the two dialogs, whatever the policy says: for who shows or compares them. */
    public Whitelists confirming(WhitelistPolicy.Mode mode) {
        Policy policy = setup.policy();
        return new Whitelists(new WhitelistSetup(setup.fleet(), setup.access(), setup.hosts(), setup.nearest(),
                setup.names(), setup.fresh(),
                policy.with(policy.whitelist().with(mode)), setup.assessor(), setup.journal(), setup.author(),
                setup.clock()));
    }

    /** Figures of whitelists. */
    public WhitelistPolicy policy() {
        return setup.policy().whitelist();
    }

    /** How long a change is offered to be undone. */
    public Duration undoTime() {
        return Duration.ofMinutes(policy().undoMinutes());
    }

    /** What changes servers. */
    public WhitelistChanges changes() {
        return changes;
    }

    /** What lifts bans. */
    public BanChanges bans() {
        return bans;
    }

    /** What servers really restrict. */
    public Restrictions restrictions() {
        return new Restrictions(setup, this);
    }

    /** Who wanted a door without restriction. */
    public WaiverChanges waivers() {
        return waivers;
    }

    public Author author() {
        return setup.author();
    }

    /** Servers that have a list for a door and on which the person may edit it. */
    public List<Server> targets(Scope scope) {
        return setup.fleet().servers().stream()
                .filter(server -> server.whitelists().stream().anyMatch(list -> list.scope().equals(scope.id())))
                .filter(server -> may(server.id()).allowed()).toList();
    }

    /** Doors that a server has lists for, in the order of {@link Scope}. */
    public List<Scope> scopes(Server server) {
        return List.of(Scope.values()).stream()
                .filter(scope -> server.whitelists().stream().anyMatch(list -> list.scope().equals(scope.id())))
                .toList();
    }

    /** Sites of a server that have a list of their own for a door. */
    public List<String> sites(String server, Scope scope) {
        return setup.fleet().server(server).stream().flatMap(one -> one.whitelists().stream())
                .filter(list -> list.scope().equals(scope.id())).map(list -> list.site())
                .filter(Objects::nonNull).distinct().toList();
    }

    /** Whether a door of a server has a list that is of no site alone. */
    public boolean whole(String server, Scope scope) {
        return setup.fleet().server(server).stream().flatMap(one -> one.whitelists().stream())
                .anyMatch(list -> list.scope().equals(scope.id()) && list.site() == null);
    }

    /** A door of a server whose changes are asked for by a file, where there is one: a ban is lifted by it too. */
    public Optional<Scope> byFile(String server) {
        return setup.fleet().server(server).filter(one -> may(server).allowed()).stream()
                .flatMap(one -> one.whitelists().stream())
                .filter(list -> list.backend().equals(Backends.FILE_DROP) && list.path() != null)
                .flatMap(list -> Scope.of(list.scope()).stream()).findFirst();
    }

    /** Whether the person may see and edit whitelists of a server. */
    public Decision may(String server) {
        return setup.access().may(Right.WHITELIST, server, null, setup.clock().instant());
    }

    /** The list of a door: entries, drift and what could not be read. */
    public ListView view(String server, Scope scope) throws IOException, InterruptedException {
        return lists(server).view(scope);
    }

    /**
     * How entries of a list were used.
     *
     * @param use by the ids of the entries; unknown where no log can be read
     * @param notKept why what was read could not be kept on the server, null where it could
     */
    public record UseRead(Known<Map<String, Usage>> use, @Nullable Message notKept) {}

    /**
     * Reads from the logs how entries of a list were used, and keeps it beside the register; the journal is told what became of
     * those that are over.
     */
    public UseRead usage(ListView view) throws IOException, InterruptedException {
        sequels.note(view);
        List<Entry> entries = view.active();
        if (entries.isEmpty()) {
            return new UseRead(Known.of(Map.of()), null);
        }
        ServerLists there = lists(view.server());
        Known<Map<String, Usage>> use = new UsageReader(there,
                UsageReader.paths(there.server(), setup.policy().logPaths()), policy()).read(entries);
        Map<String, Usage> found = use.found().orElse(Map.of());
        try {
            if (!found.isEmpty()) {
                there.keepUse(found);
            }
            return new UseRead(use, null);
        } catch (RemoteException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            return new UseRead(use, Message.of("whitelist.useNotKept", e.text()));
        }
    }

    /** Where an address is let in, and by which entry (design rule A.11): every server that was asked. */
    public List<Found> where(Cidr cidr, List<String> servers) throws IOException, InterruptedException {
        List<Found> found = new ArrayList<>();
        for (String server : servers) {
            Register register = lists(server).register();
            register.entries().stream().filter(entry -> entry.letsIn(setup.clock().instant()))
                    .filter(entry -> entry.cidr().overlaps(cidr)).forEach(entry -> found.add(new Found(server, entry)));
        }
        return found;
    }

    /** What a server says of a range outside the register. */
    public Outside outside(String server, Cidr cidr) throws RemoteException, InterruptedException {
        RemoteHost host = host(server);
        return Outside.of(host, sources(server, host), cidr, setup.fleet().sites(), server, setup.clock());
    }

    /** An entry and the server whose register holds it. */
    public record Found(String server, Entry entry) {}

    /**
     * Assesses a text for a door of servers; the worst of them decides, and every fact of each is kept once.
     *
     * @param servers ids; none for what can be said without a server
     */
    public Assessment assess(String text, List<String> servers, Scope scope) throws IOException, InterruptedException {
        if (servers.isEmpty() || !(AddressText.parse(text) instanceof Parsed.Read(Cidr cidr))) {
            return setup.assessor().assess(text, scope, ServerKnowledge.none(), setup.author());
        }
        List<Assessment> each = new ArrayList<>();
        for (String server : servers) {
            each.add(setup.assessor().assess(cidr, scope,
                    knowledge(server, scope, cidr, setup.author(), null), setup.author()));
        }
        return Assessment.worst(text, each);
    }

    /**
     * What a server knows of a range, for somebody's budget.
     *
     * @param except id of the entry that is asked about itself, null for a new one
     */
    ServerKnowledge knowledge(String server, Scope scope, Cidr cidr, Author whose, @Nullable String except)
            throws RemoteException, InterruptedException {
        return new KnowledgeReader(lists(server), () -> own(server), this::around, setup.policy().logPaths(),
                setup.policy().whitelist(), setup.clock()).read(scope, cidr, whose, except);
    }

    private Surroundings around(Server server, Scope scope, Cidr cidr) {
        return neighbours.around(server, scope, cidr, setup.fleet().servers().stream()
                .filter(one -> !one.whitelists().isEmpty() && may(one.id()).allowed()).toList());
    }

    /** What is to be known before an entry is taken out: who comes by it alone. It asks the server. */
    public List<Fact> removal(String server, String entryId) throws IOException, InterruptedException {
        return new Removal(setup, this, neighbours).warnings(server, entryId);
    }

    /** Our own address as it arrives at a server, or at the bastion before it. */
    public Known<Cidr> own(String server) throws RemoteException, InterruptedException {
        try {
            return Vantage.own(setup.nearest().of(server(server))).map(Known::of)
                    .orElseGet(() -> Known.unknown(Message.of("whitelist.unknown.noConnection")));
        } catch (RemoteException e) {
            return Known.unknown(e.text());
        }
    }

    /** Who made a request, as the fleet knows them; whoever it does not know has the smaller budget. */
    Author author(String login) {
        return setup.fleet().accounts().stream().flatMap(List::stream)
                .filter(account -> account.login().equals(login)).findFirst()
                .map(account -> Author.of(new Person(login, Objects.requireNonNullElse(account.name(), login), account),
                        true))
                .orElseGet(() -> new Author(login, login, false));
    }

    /**
     * Puts a request together.
     *
     * @param life whole seconds; {@link #defaultLife} proposes one
     */
    public AddRequest request(List<String> servers, Scope scope, Assessment assessment, Entry.Kind kind, String reason,
            String requester, Duration life) {
        return new AddRequest(servers, scope, null, sites(servers), assessment, kind, reason, requester, life,
                setup.assessor().maxDays(assessment.tier()), setup.author());
    }

    /** How many sites of the fleet stand on servers. */
    int sites(List<String> servers) {
        return (int) setup.fleet().sites().stream().filter(site -> servers.contains(site.server())).count();
    }

    /** Longest life that the tier of an assessment allows. */
    public Duration longestLife(Assessment assessment) {
        return Duration.ofDays(setup.assessor().maxDays(assessment.tier()));
    }

    public Duration defaultLife(Assessment assessment) {
        return Duration.ofDays(setup.assessor().defaultDays(assessment.tier()));
    }

    /**
     * Opens the confirmation of a request. However it ends, the journal tells how, and how long it took. Reads the journal
     * for what was asked lately, so it belongs on a task's thread.
     *
     * @throws IllegalArgumentException when the request has a problem
     */
    public Confirmation confirm(AddRequest request) throws IOException {
        return confirming.of(request);
    }

    /** Entries that wait for a second person, of every server that was asked. */
    public List<Found> requests(List<String> servers) throws IOException, InterruptedException {
        List<Found> waiting = new ArrayList<>();
        for (String server : servers) {
            lists(server).register().pending().forEach(entry -> waiting.add(new Found(server, entry)));
        }
        return waiting;
    }

    /** Whether the person may agree to a request; a refusal says why. */
    public Decision mayApprove(String server, Entry entry) {
        if (entry.author().equals(setup.author().login())) {
            return Decision.denied("whitelist.refused.own");
        }
        boolean may = setup.access().governed()
                ? setup.access().may(Right.APPROVE, server, null, setup.clock().instant()).allowed()
                : setup.author().admin();
        return may ? Decision.ALLOWED : Decision.denied("whitelist.refused.notAdmin");
    }

    /**
     * Opens the confirmation of somebody else's request, on the same card with what is known now; it lasts no longer than
     * its tier allows.
     *
     * @throws RemoteException when nothing waits under that id any more, or the person may not agree to it
     */
    public Confirmation approve(String server, String entryId) throws IOException, InterruptedException {
        return confirming.approving(server, entryId);
    }

    /** Who is banned on a server now. */
    public BanReport banned(String server) throws RemoteException, InterruptedException {
        RemoteHost host = host(server);
        return BanReport.of(host, sources(server, host), null);
    }

    /** The bans of one address on a server now; each tells how it is lifted. */
    public BanReport banned(String server, Cidr address) throws RemoteException, InterruptedException {
        RemoteHost host = host(server);
        return BanReport.of(host, sources(server, host), address);
    }

    /** Versions of a server's register that can be restored, the newest first: ids of the changes that ended them. */
    public List<String> versions(String server) throws RemoteException, InterruptedException {
        return lists(server).versions();
    }

    /** The register as it was before a change. */
    public Register version(String server, String change) throws IOException, InterruptedException {
        return lists(server).version(change);
    }

    /** The register of a server as it is. */
    public Register register(String server) throws IOException, InterruptedException {
        return lists(server).register();
    }

    /** What the journal of this console tells of the confirmations of the policy's last days. */
    public ConfirmationReview review() throws IOException {
        Instant since = now().minus(Duration.ofDays(policy().historyDays()));
        return ConfirmationReview.of(setup.journal().newest(new JournalWords("whitelist-"), MOST_REVIEWED), since);
    }

    /** The console's time. */
    public Instant now() {
        return setup.clock().instant();
    }

    /** What lifts a ban, as the server's own daemon wants it. */
    BanSource source(String server, Ban ban, RemoteHost host) throws RemoteException, InterruptedException {
        return sources(server, host).stream().filter(source -> source.id().equals(ban.source())).findFirst()
                .orElseThrow(() -> new RemoteException(Kind.UNSUPPORTED,
                        Message.of("whitelist.unknown.noDaemon"), null));
    }

    List<BanSource> sources(String server, RemoteHost host) throws RemoteException, InterruptedException {
        return BanSources.of(server(server), host, setup.clock());
    }

    RemoteHost host(String server) throws RemoteException {
        return setup.hosts().apply(server(server));
    }

    ServerLists lists(String server) throws RemoteException {
        return new ServerLists(server(server), host(server), setup.policy().whitelist(), setup.clock(),
                register -> neighbours.heard(server, register));
    }

    Server server(String id) throws RemoteException {
        if (may(id) instanceof Decision.Denied(Message reason)) {
            throw new RemoteException(Kind.PERMISSION, reason, null);
        }
        return setup.fleet().server(id).orElseThrow(() -> new RemoteException(Kind.CONFIGURATION,
                Message.of("account.denied.unknownServer", id), null));
    }
}
