package fr.touchweb.console.cli;

import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the verbs about binary logs need of the fleet and of its machines. */
public interface BinlogAccess extends AutoCloseable {
    /**
     * The machine of a server; connects at its first use.
     *
     * @throws UsageException when the fleet holds no such server, or the person may not read its binary logs
     */
    RemoteHost host(CommonOptions options, String server) throws IOException, InterruptedException, UsageException;

    /** Where the binary logs of a server are, by the fleet or else the policy. */
    String pattern(CommonOptions options, String server) throws IOException, InterruptedException, UsageException;

    /** This machine. */
    RemoteHost localHost(CommonOptions options) throws IOException;

    BinlogPolicy policy(CommonOptions options) throws IOException;

    /** Zone of text that does not tell its own. */
    default @Nullable ZoneId zone(CommonOptions options) {
        return options.zone();
    }

    /** Ends the connections that a verb opened. */
    @Override
    void close();
}
