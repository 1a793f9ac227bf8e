package fr.touchweb.console.lab.traffic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines as the daemons of one server write them (reference logs, section 5). Each returns the text without its last LF;
 * a record of several lines holds LFs.
 */
final class Lines {
    /** Bytes of the user agent that {@code haproxy.cfg} captures. */
    private static final int CAPTURED = 64;

    private final ZoneId zone;
    private final String host;
    private final boolean isoSyslog;
    private final DateTimeFormatter clf;
    private final DateTimeFormatter apacheError;
    private final DateTimeFormatter nginxError;
    private final DateTimeFormatter haproxy;
    private final DateTimeFormatter fpm;
    private final DateTimeFormatter comma;
    private final DateTimeFormatter mariadb;
    private final DateTimeFormatter mariadbSlow;
    private final DateTimeFormatter iso;
    private final DateTimeFormatter bsd;

    /** @param isoSyslog RFC 5424 time stamps, as rsyslog writes from Debian 12 on; else RFC 3164 */
    Lines(ZoneId zone, String host, boolean isoSyslog) {
        this.zone = zone;
        this.host = host;
        this.isoSyslog = isoSyslog;
        clf = pattern("dd/MMM/uuuu:HH:mm:ss Z");
        apacheError = pattern("EEE MMM dd HH:mm:ss.SSSSSS uuuu");
        nginxError = pattern("uuuu/MM/dd HH:mm:ss");
        haproxy = pattern("dd/MMM/uuuu:HH:mm:ss.SSS");
        fpm = pattern("dd-MMM-uuuu HH:mm:ss");
        comma = pattern("uuuu-MM-dd HH:mm:ss,SSS");
        mariadb = pattern("uuuu-MM-dd HH:mm:ss");
        mariadbSlow = pattern("yyMMdd ppH:mm:ss");
        iso = pattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
        bsd = pattern("MMM ppd HH:mm:ss");
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    String access(String client, Instant time, String request, int status, long bytes, String referer, String agent) {
        return client + " - - [" + clf.format(time) + "] \"" + request + "\" " + status + " "
                + (bytes == 0 ? "-" : Long.toString(bytes)) + " \"" + referer + "\" \"" + agent + "\"";
    }

    String apacheError(Instant time, String module, String level, int pid, String client, int port, String message) {
        String at = client.indexOf(':') >= 0 ? "[" + client + "]:" + port : client + ":" + port;
        return "[" + apacheError.format(time) + "] [" + module + ":" + level + "] [pid " + pid + ":tid 1401" + pid
                + "96] [client " + at + "] " + message;
    }

    String nginxError(Instant time, String level, int pid, long connection, String message, String client,
            String server, String request, String upstream) {
        return nginxError.format(time) + " [" + level + "] " + pid + "#" + pid + ": *" + connection + " " + message
                + ", client: " + client + ", server: " + server + ", request: \"" + request + "\""
                + (upstream.isEmpty() ? "" : ", upstream: \"" + upstream + "\"") + ", host: \"" + server + "\"";
    }

    /**
     * A line of {@code option httplog}.
     *
     * @param end moment of writing
     * @param timers {@code TR/Tw/Tc/Tr/Ta}
     * @param flags four termination flags
     * @param agent that it captures, null when the request came with none
     */
    String haproxyHttp(Instant end, int pid, String client, int port, Instant start, String route, String timers,
            int status, long bytes, String flags, String counters, @Nullable String agent, String request) {
        String captured = agent == null ? "" : agent.substring(0, Math.min(agent.length(), CAPTURED));
        return syslog(end, "haproxy", pid, client + ":" + port + " [" + haproxy.format(start) + "] " + route + " "
                + timers + " " + status + " " + bytes + " - - " + flags + " " + counters + " 0/0 {" + captured
                + "} \"" + request + "\"");
    }

    String fpm(Instant time, String level, String message) {
        return "[" + fpm.format(time) + "] " + level + ": " + message;
    }

    /** A block of the slow log, with the blank line that comes before it. */
    String fpmSlow(Instant time, String pool, int pid, String script, List<String> frames) {
        return "\n[" + fpm.format(time) + "]  [pool " + pool + "] pid " + pid + "\nscript_filename = " + script + "\n"
                + String.join("\n", frames);
    }

    String phpError(Instant time, String level, String message, List<String> trace) {
        String zoneName = zone.getId().equals("Etc/UTC") ? "UTC" : zone.getId();
        return "[" + fpm.format(time) + " " + zoneName + "] PHP " + level + ":  " + message
                + (trace.isEmpty() ? "" : "\n" + String.join("\n", trace));
    }

    String mariadbError(Instant time, int thread, String level, String message) {
        return mariadb.format(time) + " " + thread + " [" + level + "] " + message;
    }

    String mysqlError(Instant time, int thread, String level, String message) {
        return utc(time) + " " + thread + " [" + level + "] " + message;
    }

    /** @param mariadbStyle time in the old form and the host's zone, else ISO in UTC */
    String mysqlSlow(Instant end, boolean mariadbStyle, String user, int thread, double seconds, long sent,
            long examined, String database, String sql) {
        String time = mariadbStyle ? mariadbSlow.format(end) : utc(end);
        return String.format(Locale.ROOT,
                "# Time: %s\n# User@Host: %s[%s] @ localhost []%s\n# Query_time: %.6f  Lock_time: %.6f  Rows_sent: %d"
                        + "  Rows_examined: %d\nuse %s;\nSET timestamp=%d;\n%s",
                time, user, user,
                mariadbStyle
                        ? "\n# Thread_id: " + thread + "  Schema: " + database + "  QC_hit: No"
                        : "  Id: " + thread,
                seconds, seconds / 9_000, sent, examined, database, end.getEpochSecond(), sql);
    }

    /** @param pid 0 for the kernel, which has none */
    String syslog(Instant time, String tag, int pid, String message) {
        return (isoSyslog ? iso.format(time) : bsd.format(time)) + " " + host + " " + tag
                + (pid == 0 ? "" : "[" + pid + "]") + ": " + message;
    }

    /**
     * A line of {@code option tcplog}.
     *
     * @param timers {@code Tw/Tc/Tt}
     * @param flags two termination flags
     */
    String haproxyTcp(Instant end, int pid, String client, int port, Instant start, String route, String timers,
            long bytes, String flags, String counters) {
        return syslog(end, "haproxy", pid, client + ":" + port + " [" + haproxy.format(start) + "] " + route + " "
                + timers + " " + bytes + " " + flags + " " + counters + " 0/0");
    }

    /** @param context JSON; empty for none */
    String monolog(Instant time, String channel, String level, String message, String context) {
        return "[" + iso.format(time) + "] " + channel + "." + level + ": " + message + " "
                + (context.isEmpty() ? "[]" : context) + " []";
    }

    /** @param members further ones, as they stand in the object */
    String json(Instant time, String level, String message, String members) {
        return "{\"time\":\"" + iso.format(time) + "\",\"level\":\"" + level + "\",\"message\":\"" + message + "\","
                + members + "}";
    }

    String schema(Instant time, String database, String text) {
        return mariadb.format(time) + " " + database + " " + text;
    }

    String fail2ban(Instant time, String component, int pid, String level, String message) {
        return comma.format(time) + " " + String.format(Locale.ROOT, "%-24s[%d]: %-7s %s", "fail2ban." + component,
                pid, level, message);
    }

    private static String utc(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneId.of("UTC"))
                .format(time);
    }
}
