package fr.touchweb.console.core.assembly;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Nearest;
import fr.touchweb.console.core.whitelist.NewConnection;
import fr.touchweb.console.core.whitelist.WhitelistSetup;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.risk.ListImport;
import fr.touchweb.console.core.whitelist.risk.NetworkDatabases;
import fr.touchweb.console.core.whitelist.risk.RangeLists;
import fr.touchweb.console.core.whitelist.risk.RiskAssessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What whitelists need beside the fleet: lists of ranges and databases of networks, read once. Thread-safe. */
final class WhitelistAssembly implements AutoCloseable {
    private final ConsoleOptions options;
    private final ChangeJournal changes;
    private @Nullable RangeLists lists;
    private @Nullable NetworkDatabases networks;

    WhitelistAssembly(ConsoleOptions options, ChangeJournal changes) {
        this.options = options;
        this.changes = changes;
    }

    Whitelists of(Fleet fleet, Access access, Policy policy, Function<Server, RemoteHost> hosts,
            Nearest nearest, Function<Server, NewConnection> fresh) throws IOException {
        return new Whitelists(new WhitelistSetup(fleet, access, hosts, nearest, options.names()::resolve, fresh, policy,
                assessor(policy), changes,
                Author.of(access.person(), access.governed()), options.clock()));
    }

    synchronized RiskAssessor assessor(Policy policy) throws IOException {
        RangeLists ranges = lists;
        if (ranges == null) {
            ranges = RangeLists.load(options.folders().settings());
            lists = ranges;
        }
        NetworkDatabases databases = networks;
        if (databases == null) {
            databases = NetworkDatabases.load(options.folders().settings());
            networks = databases;
        }
        return new RiskAssessor(policy.whitelist(), policy.addresses().reservedAllowed(), ranges, databases,
                options.clock());
    }

    /** Takes a list or a database from a file; who asks from now on is answered by it. */
    synchronized Message take(String kind, Path file) throws IOException {
        Message taken = ListImport.take(options.folders().settings(), kind, file);
        lists = null;
        // Not closed: it may be read at this moment, and holds memory alone.
        networks = null;
        return taken;
    }

    @Override
    public synchronized void close() {
        if (networks != null) {
            try {
                networks.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
