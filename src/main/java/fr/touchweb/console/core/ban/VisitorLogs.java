package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;
import java.util.stream.Stream;

/** Where HAProxy and the web servers of a server write their logs. */
public final class VisitorLogs {
    private static final String SERVICE = "haproxy";
    private static final String FAIL2BAN = "fail2ban";
    private static final List<String> WEB = List.of("apache", "nginx", SERVICE);

    private VisitorLogs() {}

    /** Access logs in which visitors stand: those that the server names, else the policy's. */
    public static List<String> web(Server server, LogPathPolicy policy) {
        if (!server.logs().isEmpty()) {
            return server.logs().stream().map(Server.Log::path).filter(path -> path.startsWith("/")).toList();
        }
        return policy.of(server.role() == null ? "production" : server.role().id()).stream()
                .filter(log -> WEB.contains(log.service())).map(LogPathPolicy.DefaultLog::path).toList();
    }

    /** Logs in which bans of fail2ban stand, with the older ones that were turned over. */
    public static List<String> bans(Server server, LogPathPolicy policy) {
        return Stream.concat(
                server.logs().stream()
                        .filter(log -> log.format() == null
                                ? log.path().contains(FAIL2BAN)
                                : log.format().equals(FAIL2BAN))
                        .map(Server.Log::path),
                policy.logs().stream().filter(log -> log.service().equals(FAIL2BAN))
                        .map(LogPathPolicy.DefaultLog::path))
                .filter(path -> path.startsWith("/")).map(path -> path + "*").distinct().toList();
    }

    /** Logs of HAProxy: those that the server names, else the policy's. */
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
