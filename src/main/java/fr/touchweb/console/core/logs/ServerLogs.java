package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server and its logs.
 *
 * @param client id of its client, null for none
 */
public record ServerLogs(String server, @Nullable String client, boolean production, List<LogSource> sources) {
    public ServerLogs {
        sources = List.copyOf(sources);
    }

    /** All servers of a fleet that can have logs. */
    public static List<ServerLogs> of(Fleet fleet, LogPathPolicy policy) {
        return fleet.servers().stream()
                .map(s -> new ServerLogs(s.id(), s.client(), s.isProduction(), LogSource.of(s, policy)))
                .filter(s -> !s.sources().isEmpty()).toList();
    }
}
