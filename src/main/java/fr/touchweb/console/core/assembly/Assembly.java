package fr.touchweb.console.core.assembly;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.MemorySecrets;
import fr.touchweb.console.core.account.RememberingSecrets;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.Vantage;
import fr.touchweb.console.core.ban.Vantages;
import fr.touchweb.console.core.ban.VisitorLogs;
import fr.touchweb.console.core.ban.WebProbe;
import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.HouseDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetLocation;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.facts.FactsMemory;
import fr.touchweb.console.core.fleet.facts.FleetProbe;
import fr.touchweb.console.core.fleet.facts.ServerProbe;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.fleet.health.SiteCheck;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.NewConnection;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.risk.RiskAssessor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of core, put together for one run. Nothing connects and no fleet is read before it is asked for. Closing ends
 * every connection and wipes the secrets.
 */
public final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    /** Journal entries are about servers, but also about addresses of fleets and the console itself. */
    private static final Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    /** Profile of a run that asks for none and whose fleet names none. */
    public static final String DEFAULT_PROFILE = "tw";

    private final ConsoleOptions options;
    private final Policies policies;
    private final Policy policy;
    private final CommandJournal commands;
    private final ChangeJournal changes;
    private final MemorySecrets secrets;
    private final VaultKeeper vault;
    private final KeyRing keys;
    private final SshConfigResolver sshConfig;
    private final SshHosts ssh;
    private final FactsMemory facts;
    private final SiteCheck sites;
    private final WhitelistAssembly whitelists;
    private final Pace pace = new Pace();
    private final SyslogForward forward;

    /** @throws IOException when the profile does not hold */
    public Assembly(ConsoleOptions options) throws IOException {
        this.options = options;
        policies = new Policies(options.folders().settings());
        policy = policies.load(Objects.requireNonNullElse(options.profile(), DEFAULT_PROFILE));
        commands = new CommandJournal(options.clock());
        changes = new ChangeJournal(options.folders().state(), options.clock(), options.login(), options.machine());
        Duration idle = Duration.ofMinutes(policy.privacy().secretIdleMinutes());
        secrets = new MemorySecrets(options.clock(), idle);
        vault = new VaultKeeper(options.folders().settings().resolve("vault"), options.clock(), idle);
        keys = new KeyRing(idle, options.clock());
        sshConfig = new SshConfigResolver(
                SshConfigResolver.findProgram(options.environment(), System.getProperty("os.name", "")),
                options.environment(), options.clock());
        ssh = connections();
        facts = new FactsMemory(options.folders().state());
        changes.clockOffsets(this::clockOffset);
        sites = new SiteCheck(policy.fleet(), options.clock(), new ProbedSites(options.names(), options.anchors(),
                policy, commands, options.clock()));
        whitelists = new WhitelistAssembly(options, changes);
        forward = new SyslogForward(changes, this::hosts, Duration.ofSeconds(policy.whitelist().commandSeconds()));
        if (policy.privacy().forwardChanges()) {
            changes.onAppend(forward);
        }
    }

    private SshHosts connections() {
        return new SshHosts(commands, options.ssh(), new RememberingSecrets(secrets, vault, options.secrets()),
                options.hostKeys(), policy.ssh(), sshConfig, new Authentication(keys, policy.ssh().keysPerLogin()));
    }

    public ConsoleOptions options() {
        return options;
    }

    public Policies policies() {
        return policies;
    }

    /** The profile that was asked for, else the house's: figures of what comes before a fleet is read. */
    public Policy policy() {
        return policy;
    }

    /** The profile that counts for a fleet: the one that was asked for, else the one that it names. */
    public Policy policy(Fleet fleet) throws IOException {
        return options.profile() != null || fleet.policy().isEmpty() ? policy : policies.load(fleet.policy().get());
    }

    public CommandJournal commands() {
        return commands;
    }

    public ChangeJournal changes() {
        return changes;
    }

    /**
     * Removes what the journal of changes no longer has to keep; once a run of the window is enough.
     *
     * @return entries removed
     */
    public long purgeJournal() throws IOException {
        return changes.purge(options.clock().instant().atOffset(ZoneOffset.UTC)
                .minusMonths(policy.privacy().journalMonths()).toInstant());
    }

    /** As the server was probed last. */
    private @Nullable Long clockOffset(String server) {
        if (!SERVER_ID.matcher(server).matches()) {
            return null;
        }
        try {
            return facts.recall(server).flatMap(known -> known.clockOffset().known()).map(Duration::toMillis)
                    .orElse(null);
        } catch (IOException e) {
            LOG.debug("facts of {} cannot be read", server, e);
            return null;
        }
    }

    public MemorySecrets secrets() {
        return secrets;
    }

    /** Secrets at rest, for the same time without use as those in memory. */
    public VaultKeeper vault() {
        return vault;
    }

    /** How many private keys are open now. */
    public int openKeys() {
        return keys.size();
    }

    /** Forgets every password, passphrase and opened key and closes the vault; what is needed afterwards is asked for again. */
    public void lock() {
        secrets.lock();
        vault.lock();
        keys.lock();
    }

    public SshConfigResolver sshConfig() {
        return sshConfig;
    }

    public SshHosts ssh() {
        return ssh;
    }

    /** Opens a machine; connecting happens at the first use. */
    public RemoteHost host(SshTarget target) {
        return ssh.connect(target);
    }

    /** Opens machines of a fleet. */
    public Function<Server, RemoteHost> hosts(Fleet fleet) {
        return server -> host(fleet.target(server));
    }

    /** The machine at which our own connection to a target ends: its first jump host, else itself. */
    private RemoteHost nearest(SshTarget target) throws InterruptedException {
        try {
            List<ResolvedTarget> hops = sshConfig.resolve(target, options.ssh()).jumps();
            return host(hops.isEmpty() ? target : hops.getFirst().target());
        } catch (RemoteException _) {
            // Whoever asks the target meets the same configuration, and is told.
            return host(target);
        }
    }

    /**
     * Opens a machine of a fleet for who has a right on it now.
     *
     * @throws java.util.NoSuchElementException for one that is not there, and for one on which the person lacks the right
     */
    public RemoteHost host(Fleet fleet, String server, Right right) {
        Access access = access(fleet);
        return fleet.server(server).filter(one -> access.may(right, server, null, options.clock().instant()).allowed())
                .map(hosts(fleet)).orElseThrow();
    }

    /** The fleet's documents, where the options say. */
    public FleetStore fleet() throws IOException {
        String place = options.fleet();
        FleetLocation location = place == null
                ? new FleetLocation.Local(options.folders().settings().resolve("fleet.json"))
                : FleetLocation.parse(place);
        return new FleetStore(location.files(this::host, policy.fleet()), policy.fleet(), options.clock(), changes,
                location.copy(options.folders().state()));
    }

    /**
     * The fleet as far as it may be used now: nothing of it once its host was out of reach for too long, which the page of
     * the fleet tells.
     */
    public Fleet usableFleet() throws IOException, InterruptedException {
        FleetStore store = fleet();
        try {
            return store.loadOrEmpty();
        } catch (DocumentException e) {
            if (FleetStore.isOver(e)) {
                return Fleet.empty(store.address());
            }
            throw e;
        }
    }

    /** What the person may do in a fleet. */
    public Access access(Fleet fleet) {
        return new Access(fleet, options.login(), ZoneId.systemDefault());
    }

    /** Facts of servers as they were last probed. */
    public FactsMemory facts() {
        return facts;
    }

    /** Diagnoses of redirects and caches, on the machines of a fleet where they are needed. */
    public Diagnosis diagnosis(Fleet fleet) throws IOException {
        return new HouseDiagnosis(policy(fleet), pace, options.names(), options.anchors(), commands, options.clock(),
                options.environment(), hosts(fleet));
    }

    /**
     * Finds out whether this machine is banned from a site.
     *
     * @param pause passes the silences; they are long
     */
    public BanDiagnosis banDiagnosis(Fleet fleet, BanDiagnosis.Pause pause) throws IOException {
        BanPolicy figures = policy(fleet).ban();
        return new BanDiagnosis(figures, new WebProbe(figures, null), options.clock(), pause,
                options.names()::resolve, (server, peer) -> vantage(server.server(),
                        fleet.target(server.server(), peer.server())));
    }

    /** Which servers of a fleet are asked beside this machine. */
    public Vantages vantages(Fleet fleet) {
        return new Vantages(fleet, access(fleet), options.clock().instant());
    }

    /** A server of a fleet as a diagnosis of bans asks it. */
    public Vantage vantage(Fleet fleet, Server server) throws InterruptedException {
        return vantage(server, fleet.target(server));
    }

    private Vantage vantage(Server server, SshTarget target) throws InterruptedException {
        return new Vantage(server, host(target), nearest(target), VisitorLogs.of(server, policy.logPaths()),
                VisitorLogs.web(server, policy.logPaths()));
    }

    /** Probes servers of a fleet. */
    public FleetProbe probe(Fleet fleet) {
        ServerProbe one = new ServerProbe(options.clock(), Duration.ofSeconds(policy.fleet().probeSeconds()));
        return new FleetProbe(hosts(fleet), one, facts, options.clock(), policy.fleet().probesAtOnce(),
                siteCheck(fleet));
    }

    /**
     * What was not understood of the person's {@code ssh_config} on the way to a machine; blocks for the time of an
     * {@code ssh -G}.
     */
    public List<Message> sshNotes(SshTarget target) throws InterruptedException {
        try {
            return sshConfig.resolve(target, options.ssh()).notes();
        } catch (RemoteException e) {
            return List.of(e.text());
        }
    }

    /** Looks at the sites of servers, as far as the person may diagnose them. */
    public Function<Server, List<SiteReading>> siteCheck(Fleet fleet) {
        Access access = access(fleet);
        return sites.of(fleet, (server, site) -> access.may(Right.DIAGNOSE, server.id(), site.id(),
                options.clock().instant()).refusal());
    }

    /** Whitelists of a fleet; reads lists of ranges at its first use, and belongs on a task's thread. */
    public Whitelists whitelists(Fleet fleet) throws IOException {
        return whitelists(fleet, fleet::target);
    }

    /** The same where every server is reached through another one, for who is kept out of their SSH. */
    public Whitelists whitelistsThrough(Fleet fleet, Server peer) throws IOException {
        return whitelists(fleet, server -> fleet.target(server, peer));
    }

    private Whitelists whitelists(Fleet fleet, Function<Server, SshTarget> targets) throws IOException {
        Policy figures = policy(fleet);
        forward.on(fleet);
        return whitelists.of(fleet, access(fleet), figures, server -> host(targets.apply(server)),
                server -> nearest(targets.apply(server)), server -> {
                    SshHosts own = connections();
                    return new NewConnection() {
                        @Override
                        public RemoteHost host() {
                            return own.connect(targets.apply(server));
                        }

                        @Override
                        public void close() {
                            own.close();
                        }
                    };
                });
    }

    /** Rights of the files of a fleet's sites. */
    public SiteRights siteRights(Fleet fleet) throws IOException {
        return new SiteRights(fleet, access(fleet), hosts(fleet), policy(fleet).rights(), changes, options.clock(),
                Thread::sleep);
    }

    /** Takes a list of ranges or a database of networks from a file; tells what was taken. */
    public Message takeList(String kind, Path file) throws IOException {
        return whitelists.take(kind, file);
    }

    /** Assesses ranges without a server. */
    public RiskAssessor risk() throws IOException {
        return whitelists.assessor(policy);
    }

    @Override
    public void close() {
        whitelists.close();
        forward.close();
        ssh.close();
        lock();
    }
}
