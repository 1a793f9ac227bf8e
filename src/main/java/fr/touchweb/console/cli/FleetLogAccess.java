package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logs of the fleet that the options name, within the person's rights; core is put together at the first use and lives as long as the verb. */
public final class FleetLogAccess implements LogAccess {
    private final Services services;
    private @Nullable Assembly assembly;
    private @Nullable Fleet fleet;

    public FleetLogAccess(Services services) {
        this.services = services;
    }

    private synchronized Assembly assembly(CommonOptions options) throws IOException {
        Assembly known = assembly;
        if (known == null) {
            known = services.open(options);
            assembly = known;
        }
        return known;
    }

    private synchronized Fleet fleet(CommonOptions options) throws IOException, InterruptedException {
        Fleet known = fleet;
        if (known == null) {
            known = assembly(options).fleet().load();
            fleet = known;
        }
        return known;
    }

    private Server server(CommonOptions options, String id)
            throws IOException, InterruptedException, UsageException {
        Access access = assembly(options).access(fleet(options));
        Server server = fleet(options).server(id).orElse(null);
        Decision decision = access.may(Right.LOGS, id, null, assembly(options).options().clock().instant());
        if (server != null && decision.allowed()) {
            return server;
        }
        if (server != null && access.knows(server) && decision instanceof Decision.Denied(Message reason)) {
            throw UsageException.refused(reason);
        }
        if (access.governed() && access.person().account() == null) {
            throw UsageException.refused(Message.of("account.denied.unlisted", access.person().login()));
        }
        // One that the person may not see is told like one that is not there.
        throw new UsageException(Message.of("cli.logs.noSuchServer", id));
    }

    @Override
    public List<LogSource> sources(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        Policy policy = assembly(options).policy(fleet(options));
        return LogSource.of(server(options, server), policy.logPaths());
    }

    @Override
    public RemoteHost host(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return assembly(options).hosts(fleet(options)).apply(server(options, server));
    }

    @Override
    public RemoteHost localHost(CommonOptions options) throws IOException {
        return new LocalHost("local", assembly(options).commands());
    }

    @Override
    public FollowTimes times(CommonOptions options) throws IOException {
        Policy policy = assembly(options).policy();
        return FollowTimes.of(policy.follow(), policy.ssh());
    }

    @Override
    public long searchThere(CommonOptions options) throws IOException {
        return assembly(options).policy().follow().searchThereBytes();
    }

    @Override
    public FormatCatalog formats(CommonOptions options) throws IOException {
        return services.formats(options);
    }

    @Override
    public DigestPolicy digests(CommonOptions options) throws IOException {
        return services.policy(options).digest();
    }

    @Override
    public synchronized void close() {
        if (assembly != null) {
            assembly.close();
            assembly = null;
        }
    }
}
