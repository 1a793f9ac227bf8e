package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rights of the files of a fleet's sites, for one person: looking takes the right to see the site, putting right that to
 * reset rights. Blocks; belongs on a task's thread. Thread-safe.
 */
public final class SiteRights {
    private final Fleet fleet;
    private final Access access;
    private final Function<Server, RemoteHost> hosts;
    private final RightsPolicy figures;
    private final ChangeJournal journal;
    private final Clock clock;
    private final RightsReset.Pause pause;

    /**
     * @param fleet whole; what the person may not see of it is told like what is not there
     * @param pause passes the time between two looks at a request
     */
    public SiteRights(Fleet fleet, Access access, Function<Server, RemoteHost> hosts, RightsPolicy figures,
            ChangeJournal journal, Clock clock, RightsReset.Pause pause) {
        this.fleet = fleet;
        this.access = access;
        this.hosts = hosts;
        this.figures = figures;
        this.journal = journal;
        this.clock = clock;
        this.pause = pause;
    }

    private record Opened(RemoteHost host, SiteFiles files) {}

    /** Whether the person may have the rights of a site put right: the right to, and a supervisor that does it. */
    public Decision mayReset(String site) {
        Decision may = may(Right.RIGHTS_RESET, site);
        return may.allowed() && !figures.reset() ? Decision.denied("rights.noSupervisor") : may;
    }

    /** Looks for deviations. */
    public RightsReport check(String site, TaskControl control) throws RemoteException, InterruptedException {
        Opened opened = opened(Right.SEE, site);
        return RightsCheck.of(opened.host, opened.files, figures, clock.instant(), control);
    }

    /** Whose a file of a site is, what wrote it, and why its rights may not be changed. */
    public Owned whose(String site, String path) throws RemoteException, InterruptedException {
        return opened(Right.SEE, site).files.whose(path);
    }

    /** Asks the supervisor to put the rights of a site right and follows it; see {@link RightsReset#run}. */
    public RightsReset.Result reset(String site, RightsReport before, TaskControl control, Consumer<DropState> heard)
            throws IOException, InterruptedException {
        if (mayReset(site) instanceof Decision.Denied(Message reason)) {
            journal.append(Objects.requireNonNullElse(serverOf(site), "?"), RightsReset.ACTION, site, "refused");
            throw new RemoteException(Kind.PERMISSION, reason, null);
        }
        Opened opened = opened(Right.RIGHTS_RESET, site);
        return new RightsReset(opened.host, opened.files, figures, journal, clock, pause).run(before, control, heard);
    }

    private @Nullable String serverOf(String site) {
        return fleet.site(site).map(Site::server).orElse(null);
    }

    private Decision may(Right right, String site) {
        String server = serverOf(site);
        return server == null
                ? Decision.denied("account.denied.unknownSite", site)
                : access.may(right, server, site, clock.instant());
    }

    private Opened opened(Right right, String id) throws RemoteException, InterruptedException {
        if (may(right, id) instanceof Decision.Denied(Message reason)) {
            throw new RemoteException(Kind.PERMISSION, reason, null);
        }
        Site site = fleet.site(id).orElseThrow();
        Server server = fleet.server(site.server()).orElseThrow();
        if (site.root() == null) {
            throw new RemoteException(Kind.CONFIGURATION, Message.of("rights.noRoot", id), null);
        }
        RemoteHost host = hosts.apply(server);
        Set<String> people = fleet.accounts().orElse(List.of()).stream().map(Account::login)
                .collect(Collectors.toSet());
        return new Opened(host, SiteFiles.of(host, figures, site.root(),
                Objects.requireNonNullElse(server.user(), access.person().login()), people));
    }
}
