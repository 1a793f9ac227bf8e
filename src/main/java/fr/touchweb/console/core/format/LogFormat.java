package fr.touchweb.console.core.format;

import java.util.List;
import java.util.Optional;

/**
 * A format of logs: one that the console ships, or one that a person added ({@link UserFormat}). {@link #TEXT} takes
 * every line that no other one takes. Formats are compared by identity; an id names one of them within a
 * {@link FormatCatalog}.
 */
public final class LogFormat {
    public static final LogFormat APACHE_ACCESS = new LogFormat("apache-access", ZoneRule.IN_LINE, Moment.START);
    public static final LogFormat APACHE_ERROR = new LogFormat("apache-error", ZoneRule.HOST, Moment.EVENT);
    public static final LogFormat NGINX_ACCESS = new LogFormat("nginx-access", ZoneRule.IN_LINE, Moment.END);
    public static final LogFormat NGINX_ERROR = new LogFormat("nginx-error", ZoneRule.HOST, Moment.EVENT, true);
    public static final LogFormat HAPROXY_HTTP = new LogFormat("haproxy-http", ZoneRule.HOST, Moment.START);
    public static final LogFormat HAPROXY_TCP = new LogFormat("haproxy-tcp", ZoneRule.HOST, Moment.START);
    public static final LogFormat PHP_FPM = new LogFormat("php-fpm", ZoneRule.HOST, Moment.EVENT);
    public static final LogFormat PHP_FPM_SLOW = new LogFormat("php-fpm-slow", ZoneRule.HOST, Moment.EVENT, true);
    public static final LogFormat PHP_ERROR = new LogFormat("php-error", ZoneRule.IN_LINE, Moment.EVENT, true);
    public static final LogFormat MONOLOG = new LogFormat("monolog", ZoneRule.IN_LINE, Moment.EVENT, true);
    /** MySQL writes UTC and says so since 5.7; what says nothing (MariaDB, 5.6) is the host's time. */
    public static final LogFormat MYSQL_ERROR = new LogFormat("mysql-error", ZoneRule.IN_LINE, Moment.EVENT, true);
    /** As {@link #MYSQL_ERROR}; its {@code SET timestamp} has no zone to mistake. */
    public static final LogFormat MYSQL_SLOW = new LogFormat("mysql-slow", ZoneRule.IN_LINE, Moment.END, true);
    public static final LogFormat SYSLOG = new LogFormat("syslog", ZoneRule.IN_LINE, Moment.EVENT);
    public static final LogFormat AUTH = new LogFormat("auth", ZoneRule.IN_LINE, Moment.EVENT);
    public static final LogFormat FAIL2BAN = new LogFormat("fail2ban", ZoneRule.HOST, Moment.EVENT, true);
    public static final LogFormat SCHEMA_DELTA = new LogFormat("schema-delta", ZoneRule.IN_LINE, Moment.EVENT);
    public static final LogFormat JSON = new LogFormat("json", ZoneRule.IN_LINE, Moment.EVENT);
    public static final LogFormat JOURNAL = new LogFormat("journal", ZoneRule.UTC, Moment.EVENT, true);
    public static final LogFormat TEXT = new LogFormat("text", ZoneRule.IN_LINE, Moment.EVENT);

    private static final List<LogFormat> SHIPPED = List.of(APACHE_ACCESS, APACHE_ERROR, NGINX_ACCESS, NGINX_ERROR,
            HAPROXY_HTTP, HAPROXY_TCP, PHP_FPM, PHP_FPM_SLOW, PHP_ERROR, MONOLOG, MYSQL_ERROR, MYSQL_SLOW, SYSLOG, AUTH,
            FAIL2BAN, SCHEMA_DELTA, JSON, JOURNAL, TEXT);

    private final String id;
    private final ZoneRule zone;
    private final Moment moment;
    private final boolean goesOn;

    /** Where the zone of a time comes from (reference logs 5.8). */
    public enum ZoneRule {
        /** The line may tell an offset or a zone; the host's where it does not. */
        IN_LINE,
        /** No line tells it: the host's. */
        HOST,
        /** Counted from 1970 in UTC. */
        UTC
    }

    /** What the time of a line is the time of. */
    public enum Moment {
        /** The first byte of a request: its line was written a duration later. */
        START,
        /** The end of the work: it began a duration earlier. */
        END,
        /** The moment that the line tells of. */
        EVENT
    }

    LogFormat(String id, ZoneRule zone, Moment moment) {
        this(id, zone, moment, false);
    }

    LogFormat(String id, ZoneRule zone, Moment moment, boolean goesOn) {
        this.id = id;
        this.zone = zone;
        this.moment = moment;
        this.goesOn = goesOn;
    }

    /** Whether its records may take more than a line. */
    boolean goesOn() {
        return goesOn;
    }

    /** Formats that the console ships, in the order of the documentation, {@link #TEXT} last. */
    public static List<LogFormat> shipped() {
        return SHIPPED;
    }

    /** The shipped format of this id. */
    public static Optional<LogFormat> ofId(String id) {
        return SHIPPED.stream().filter(f -> f.id.equals(id)).findFirst();
    }

    /** Name in JSON, in {@code --format} and in filters. */
    public String id() {
        return id;
    }

    public ZoneRule zone() {
        return zone;
    }

    public Moment moment() {
        return moment;
    }

    @Override
    public String toString() {
        return id;
    }
}
