package fr.touchweb.console.core.policy;

import java.util.List;

/**
 * Logs of a server that names none of its own (G25, G28, G29, G30, G32).
 *
 * @param logs in the order in which they are shown
 * @param binlogs pattern of the binary logs
 * @param profiles folder of the profiler's files
 * @param copied beginnings of the paths that the hypervisor holds copies of
 * @param copyLateSeconds how late such a copy is at most
 */
public record LogPathPolicy(List<DefaultLog> logs, String binlogs, String profiles, List<String> copied,
        int copyLateSeconds) {
    public LogPathPolicy {
        logs = List.copyOf(logs);
        copied = List.copyOf(copied);
        Policy.require(copied.stream().allMatch(path -> path.startsWith("/")) && copyLateSeconds > 0,
                "copied paths are absolute, copyLateSeconds > 0");
        Policy.require(binlogs.startsWith("/") && profiles.startsWith("/"), "paths are absolute");
    }

    /**
     * One log, or several by pattern.
     *
     * @param id what people call it, unique on a server
     * @param service what writes it: {@code apache}, {@code nginx}, {@code haproxy}, {@code php}, {@code mysql},
     *        {@code system}, {@code fail2ban}
     * @param path absolute, with {@code *} and {@code ?} in its last part; or {@code journal} for that of systemd
     * @param roles server roles that have it; empty for all
     */
    public record DefaultLog(String id, String service, String path, List<String> roles) {
        public DefaultLog {
            roles = List.copyOf(roles);
            Policy.require(!id.isEmpty() && !service.isEmpty(), "id and service are named");
            Policy.require(path.startsWith("/") || path.equals("journal") || path.startsWith("journal:"),
                    "path is absolute, or a journal");
        }

        public boolean isFor(String role) {
            return roles.isEmpty() || roles.contains(role);
        }
    }

    /** Logs that a server of this role is expected to have. */
    public List<DefaultLog> of(String role) {
        return logs.stream().filter(log -> log.isFor(role)).toList();
    }
}
