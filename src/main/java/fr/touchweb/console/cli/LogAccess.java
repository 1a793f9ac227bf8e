package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** What the verbs about logs need of the fleet and of its machines. */
public interface LogAccess extends AutoCloseable {
    /**
     * Logs of a server, as the fleet or else the policy name them.
     *
     * @throws UsageException when the fleet holds no such server
     */
    List<LogSource> sources(CommonOptions options, String server)
            throws IOException, InterruptedException, UsageException;

    /**
     * The machine of a server; connects at its first use.
     *
     * @throws UsageException when the fleet holds no such server
     */
    RemoteHost host(CommonOptions options, String server) throws IOException, InterruptedException, UsageException;

    /** This machine. */
    RemoteHost localHost(CommonOptions options) throws IOException;

    FollowTimes times(CommonOptions options) throws IOException, InterruptedException;

    /** Length at which a longer line is cut. */
    int lineBytes(CommonOptions options) throws IOException;

    /** Zone of lines that carry none where nothing else tells it. */
    default ZoneId zone(CommonOptions options) {
        ZoneId zone = options.zone();
        return zone == null ? ZoneId.systemDefault() : zone;
    }

    /** Formats of the console and of the person. */
    FormatCatalog formats(CommonOptions options) throws IOException;

    /** How much digests keep. */
    DigestPolicy digests(CommonOptions options) throws IOException;

    /** Bytes from which on a log is searched on its server where that sends less. */
    default long searchThere(CommonOptions options) throws IOException {
        return 0;
    }

    /** Where reading of logs stopped in earlier runs. */
    Bookmarks marks(CommonOptions options) throws IOException;

    /** Lines that the page keeps of logs. */
    KeptLogs kept(CommonOptions options) throws IOException;

    /** Indexes of files of this machine that were read before. */
    IndexStore indexes(CommonOptions options) throws IOException;

    /** Ends the connections that a verb opened. */
    @Override
    void close();
}
