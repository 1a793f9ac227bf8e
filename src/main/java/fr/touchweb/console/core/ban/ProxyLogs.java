package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;

/** Where HAProxy of a server writes its log. */
public final class ProxyLogs {
    private static final String SERVICE = "haproxy";

    private ProxyLogs() {}

    /** Patterns of paths: those that the server names, else the policy's. */
    public static List<String> of(Server server, LogPathPolicy policy) {
        if (!server.logs().isEmpty()) {
            return server.logs().stream().filter(log -> log.path().startsWith("/"))
                    .filter(log -> log.format() == null
                            ? log.path().contains(SERVICE)
                            : log.format().startsWith(SERVICE))
                    .map(Server.Log::path).toList();
        }
        return policy.logs().stream().filter(log -> log.service().equals(SERVICE)).map(LogPathPolicy.DefaultLog::path)
                .toList();
    }
}
