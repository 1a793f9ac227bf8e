package fr.touchweb.console.cli;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Core and the fleet that the options name, put together at the first use and alive as long as the verb: what reads a
 * local file needs no fleet. Any thread.
 */
final class CoreAtFirstUse implements AutoCloseable {
    private final Services services;
    private @Nullable Assembly assembly;
    private @Nullable Fleet fleet;

    CoreAtFirstUse(Services services) {
        this.services = services;
    }

    synchronized Assembly assembly(CommonOptions options) throws IOException {
        Assembly known = assembly;
        if (known == null) {
            known = services.open(options);
            assembly = known;
        }
        return known;
    }

    synchronized Fleet fleet(CommonOptions options) throws IOException, InterruptedException {
        Fleet known = fleet;
        if (known == null) {
            known = assembly(options).fleet().load();
            fleet = known;
        }
        return known;
    }

    /** @throws UsageException for a server that is not there, or on which the person lacks the right */
    Server server(CommonOptions options, String id, Right right)
            throws IOException, InterruptedException, UsageException {
        return ServerLookup.of(assembly(options), fleet(options)).find(id, right);
    }

    /** @throws UsageException for a server that is not there, or on which the person lacks the right */
    RemoteHost host(CommonOptions options, String id, Right right)
            throws IOException, InterruptedException, UsageException {
        return assembly(options).hosts(fleet(options)).apply(server(options, id, right));
    }

    RemoteHost localHost(CommonOptions options) throws IOException {
        return new LocalHost("local", assembly(options).commands());
    }

    @Override
    public synchronized void close() {
        if (assembly != null) {
            assembly.close();
            assembly = null;
        }
    }
}
