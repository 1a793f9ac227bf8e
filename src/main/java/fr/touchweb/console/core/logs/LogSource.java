package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.policy.LogPathPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be followed: one file, several by pattern, or a journal. Where the hypervisor holds a copy, it can be read
 * from there too (G25); it is the same log then, under the same name, read at another place.
 *
 * @param server id of the server that writes it
 * @param id what people call it on that server; the path for one that has no name
 * @param pattern absolute path, with {@code *} and {@code ?}; or a journal, as
 *        {@link fr.touchweb.console.core.logs.follow.JournalSource} names it
 * @param format format id forced by the fleet, null for detection
 * @param expected whether the fleet names it; else it is the policy's guess and may not exist
 * @param copy where the hypervisor holds a copy, null where it holds none
 * @param vantage from where it is read
 */
public record LogSource(String server, String id, String pattern, @Nullable String format, boolean expected,
        @Nullable Copy copy, Vantage vantage) {
    private static final String LOGS = "/var/log/";

    /** From where a log is read. */
    public enum Vantage {
        /** On the server that writes it, as it is written. */
        LIVE,
        /** The copy on the hypervisor. */
        HYPERVISOR
    }

    /**
     * A copy on the hypervisor.
     *
     * @param server id of the hypervisor
     * @param pattern absolute path there
     * @param lateSeconds how late it is at most
     */
    public record Copy(String server, String pattern, int lateSeconds) {}

    public LogSource {
        if (vantage == Vantage.HYPERVISOR && copy == null) {
            throw new IllegalArgumentException("no copy of " + server + ":" + id);
        }
    }

    /** A log that only the server itself holds. */
    public LogSource(String server, String id, String pattern, @Nullable String format, boolean expected) {
        this(server, id, pattern, format, expected, null, Vantage.LIVE);
    }

    /** Logs of a server: those that the fleet names, else those of the policy for its role. */
    public static List<LogSource> of(Server server, LogPathPolicy policy) {
        if (!server.logs().isEmpty()) {
            return server.logs().stream().map(log -> new LogSource(server.id(), log.id(), log.path(), log.format(),
                    true, copy(server, log.path(), policy), Vantage.LIVE)).toList();
        }
        String role = server.role() == null ? "" : server.role().id();
        List<LogPathPolicy.DefaultLog> defaults = role.isEmpty() ? policy.logs() : policy.of(role);
        return defaults.stream().map(log -> new LogSource(server.id(), log.id(), log.path(), null, false,
                copy(server, log.path(), policy), Vantage.LIVE)).toList();
    }

    /** The hypervisor keeps them below its folder for the server as they stand below {@code /var/log}. */
    private static @Nullable Copy copy(Server server, String path, LogPathPolicy policy) {
        Server.Mirror mirror = server.mirror();
        if (mirror == null || policy.copied().stream().noneMatch(path::startsWith)) {
            return null;
        }
        String below = path.startsWith(LOGS) ? path.substring(LOGS.length()) : path.substring(1);
        String folder = mirror.path().endsWith("/") ? mirror.path() : mirror.path() + "/";
        return new Copy(mirror.server(), folder + below, policy.copyLateSeconds());
    }

    /**
     * The same log, read from elsewhere.
     *
     * @throws IllegalArgumentException for the hypervisor where it holds no copy
     */
    public LogSource from(Vantage other) {
        return new LogSource(server, id, pattern, format, expected, copy, other);
    }

    /** The same log where nobody may read its copy. */
    LogSource withoutCopy() {
        return new LogSource(server, id, pattern, format, expected);
    }

    /** The machine and the path, or pattern, at which it is read. */
    public SourceKey place() {
        return vantage == Vantage.HYPERVISOR && copy != null
                ? new SourceKey(copy.server(), copy.pattern())
                : new SourceKey(server, pattern);
    }

    /** How it is named on the command line and in permalinks. */
    public String name() {
        return server + ":" + id;
    }
}
