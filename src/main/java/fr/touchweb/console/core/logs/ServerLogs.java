package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;
import java.util.function.Predicate;
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

    /**
     * The servers of a fleet that can have logs.
     *
     * @param readable whether the person may read logs on a server; the copies on one that they may not are left out too
     */
    public static List<ServerLogs> of(Fleet fleet, LogPathPolicy policy, Predicate<String> readable) {
        return fleet.servers().stream().filter(s -> readable.test(s.id()))
                .map(s -> new ServerLogs(s.id(), s.client(), s.isProduction(), LogSource.of(s, policy).stream()
                        .map(log -> log.copy() == null || readable.test(log.copy().server())
                                ? log
                                : log.withoutCopy())
                        .toList()))
                .filter(s -> !s.sources().isEmpty()).toList();
    }
}
