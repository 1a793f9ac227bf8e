package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be followed: one file or several by pattern.
 *
 * @param server id of the server
 * @param id what people call it on that server; the path for one that has no name
 * @param pattern absolute path, with {@code *} and {@code ?}
 * @param format format id forced by the fleet, null for detection
 * @param expected whether the fleet names it; else it is the policy's guess and may not exist
 */
public record LogSource(String server, String id, String pattern, @Nullable String format, boolean expected) {

    /** Logs of a server: those that the fleet names, else those of the policy for its role. */
    public static List<LogSource> of(Server server, LogPathPolicy policy) {
        if (!server.logs().isEmpty()) {
            return server.logs().stream()
                    .map(log -> new LogSource(server.id(), log.id(), log.path(), log.format(), true)).toList();
        }
        String role = server.role() == null ? "" : server.role().id();
        List<LogPathPolicy.DefaultLog> defaults = role.isEmpty() ? policy.logs() : policy.of(role);
        return defaults.stream().map(log -> new LogSource(server.id(), log.id(), log.path(), null, false)).toList();
    }

    /** How it is named on the command line and in permalinks. */
    public String name() {
        return server + ":" + id;
    }
}
