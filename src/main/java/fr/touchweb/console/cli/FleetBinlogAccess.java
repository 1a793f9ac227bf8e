package fr.touchweb.console.cli;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.util.Objects;

/** Binary logs of the fleet that the options name, within the person's rights. */
public final class FleetBinlogAccess implements BinlogAccess {
    private final CoreAtFirstUse core;

    public FleetBinlogAccess(Services services) {
        core = new CoreAtFirstUse(services);
    }

    @Override
    public RemoteHost host(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return core.host(options, server, Right.BINLOG);
    }

    @Override
    public String pattern(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return Objects.requireNonNullElse(core.server(options, server, Right.BINLOG).binlogs(),
                core.assembly(options).policy(core.fleet(options)).logPaths().binlogs());
    }

    @Override
    public RemoteHost localHost(CommonOptions options) throws IOException {
        return core.localHost(options);
    }

    @Override
    public BinlogPolicy policy(CommonOptions options) throws IOException {
        return core.assembly(options).policy().binlog();
    }

    @Override
    public void close() {
        core.close();
    }
}
