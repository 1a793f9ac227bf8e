package fr.touchweb.console.cli;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.FollowPolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logs of the fleet that the options name, within the person's rights. */
public final class FleetLogAccess implements LogAccess {
    private final Services services;
    private final CoreAtFirstUse core;
    private @Nullable Policy policy;

    public FleetLogAccess(Services services) {
        this.services = services;
        core = new CoreAtFirstUse(services);
    }

    /** What reads a file of this machine needs nothing of the fleet and of SSH, which take longer to start than it. */
    private synchronized Policy policy(CommonOptions options) throws IOException {
        Policy known = policy;
        if (known == null) {
            known = services.policy(options);
            policy = known;
        }
        return known;
    }

    @Override
    public List<LogSource> sources(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        Policy figures = core.assembly(options).policy(core.fleet(options));
        return LogSource.of(core.server(options, server, Right.LOGS), figures.logPaths());
    }

    @Override
    public RemoteHost host(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException {
        return core.host(options, server, Right.LOGS);
    }

    @Override
    public RemoteHost localHost(CommonOptions options) throws IOException {
        return core.localHost(options);
    }

    @Override
    public FollowTimes times(CommonOptions options) throws IOException {
        Policy figures = policy(options);
        return FollowTimes.of(figures.follow(), figures.ssh());
    }

    @Override
    public int lineBytes(CommonOptions options) throws IOException {
        return services.followPolicy(options).lineBytes();
    }

    @Override
    public long searchThere(CommonOptions options) throws IOException {
        return services.followPolicy(options).searchThereBytes();
    }

    @Override
    public FormatCatalog formats(CommonOptions options) throws IOException {
        return services.formats(policy(options));
    }

    @Override
    public DigestPolicy digests(CommonOptions options) throws IOException {
        return policy(options).digest();
    }

    @Override
    public Bookmarks marks(CommonOptions options) throws IOException {
        FollowPolicy figures = services.followPolicy(options);
        return new Bookmarks(services.state().resolve("followed"), figures.placeAge(), figures.placeBytes(), 0,
                InstantSource.system());
    }

    @Override
    public KeptLogs kept(CommonOptions options) throws IOException {
        return KeptLogs.in(services.cache(), services.followPolicy(options).placeAge(), InstantSource.system());
    }

    @Override
    public IndexStore indexes(CommonOptions options) throws IOException {
        return new IndexStore(services.cache().resolve("indexes"), services.followPolicy(options).indexBytes());
    }

    @Override
    public void close() {
        core.close();
    }
}
