package fr.touchweb.console.cli;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binary logs of the fleet that the options name, within the person's rights; core is put together at the first use and lives as long as the verb. */
public final class FleetBinlogAccess implements BinlogAccess {
    private final Services services;
    private @Nullable Assembly assembly;
    private @Nullable Fleet fleet;

    public FleetBinlogAccess(Services services) {
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
        Decision decision = access.may(Right.BINLOG, id, null, assembly(options).options().clock().instant());
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
        throw new UsageException(Message.of("cli.binlog.noSuchServer", id));
    }

    @Override
    public RemoteHost host(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return assembly(options).hosts(fleet(options)).apply(server(options, server));
    }

    @Override
    public String pattern(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return Objects.requireNonNullElse(server(options, server).binlogs(),
                assembly(options).policy(fleet(options)).logPaths().binlogs());
    }

    @Override
    public RemoteHost localHost(CommonOptions options) throws IOException {
        return new LocalHost("local", assembly(options).commands());
    }

    @Override
    public BinlogPolicy policy(CommonOptions options) throws IOException {
        return assembly(options).policy().binlog();
    }

    @Override
    public synchronized void close() {
        if (assembly != null) {
            assembly.close();
            assembly = null;
        }
    }
}
