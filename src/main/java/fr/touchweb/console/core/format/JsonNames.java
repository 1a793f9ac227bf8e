package fr.touchweb.console.core.format;

import java.util.HashMap;
import java.util.Map;

/** What common loggers, web servers and journald call the things that have a name of ours. */
final class JsonNames {
    /** What a key of an object means. */
    enum Meaning {
        TIME, LEVEL, MESSAGE, FIELD, SECONDS, MILLIS, JOURNAL_TIME, JOURNAL_PRIORITY, REQUEST, SKIPPED
    }

    /** A meaning, with the field where it is one. */
    record Name(Meaning meaning, Field field) {}

    private static final Map<String, Name> NAMES = new HashMap<>();

    static {
        all(Meaning.TIME, Field.PATH, "time", "timestamp", "@timestamp", "ts", "datetime", "date", "time_iso8601",
                "time_local", "asctime", "t");
        all(Meaning.LEVEL, Field.PATH, "level", "severity", "lvl", "loglevel", "log_level", "log.level", "level_name",
                "levelname");
        all(Meaning.MESSAGE, Field.PATH, "message", "msg", "short_message", "log", "event", "MESSAGE");
        all(Meaning.SECONDS, Field.DURATION, "duration", "request_time", "elapsed", "duration_s", "took");
        all(Meaning.MILLIS, Field.DURATION, "duration_ms", "durationMs", "elapsed_ms", "response_time_ms", "time_taken",
                "latency_ms");
        all(Meaning.REQUEST, Field.PATH, "request", "request_line");
        fields(Field.CLIENT, "client", "client_ip", "clientip", "clientIp", "client_addr", "remote_addr", "remoteAddr",
                "remote_ip", "ip", "source_ip", "client.ip");
        fields(Field.USER, "user", "remote_user", "username", "user_name");
        fields(Field.METHOD, "method", "request_method", "http_method", "verb");
        fields(Field.PATH, "path", "uri", "request_uri", "url", "request_path");
        fields(Field.PROTOCOL, "protocol", "server_protocol", "proto");
        fields(Field.STATUS, "status", "status_code", "http_status", "statusCode", "response_status");
        fields(Field.BYTES, "bytes", "bytes_sent", "body_bytes_sent", "response_size", "size");
        fields(Field.REFERER, "referer", "http_referer", "referrer", "http_referrer");
        fields(Field.AGENT, "agent", "http_user_agent", "user_agent", "userAgent");
        fields(Field.HOST, "host", "http_host", "hostname", "server_name", "vhost", "_HOSTNAME");
        fields(Field.FRONTEND, "frontend", "frontend_name");
        fields(Field.BACKEND, "backend", "backend_name");
        fields(Field.SERVER, "server");
        fields(Field.TERMINATION, "termination", "termination_state");
        fields(Field.TIMERS, "timers");
        fields(Field.POOL, "pool");
        fields(Field.PID, "pid", "process_id", "_PID", "SYSLOG_PID");
        fields(Field.SCRIPT, "script", "script_filename", "file", "filename");
        fields(Field.QUERY, "query", "sql");
        fields(Field.ROWS_EXAMINED, "rowsExamined", "rows_examined");
        fields(Field.JAIL, "jail");
        fields(Field.ACTION, "action");
        fields(Field.CODE, "code", "error_code", "err_code");
        fields(Field.PROGRAM, "program", "app", "application", "service", "SYSLOG_IDENTIFIER", "_COMM");
        fields(Field.UNIT, "unit", "_SYSTEMD_UNIT", "UNIT");
        fields(Field.MODULE, "module", "component", "subsystem");
        fields(Field.CHANNEL, "channel", "logger", "logger_name");
        fields(Field.CONTEXT, "context");
        fields(Field.UPSTREAM, "upstream", "upstream_addr");
        fields(Field.THREAD, "thread");
        fields(Field.DATABASE, "database", "db");
        all(Meaning.JOURNAL_TIME, Field.PATH, "__REALTIME_TIMESTAMP");
        all(Meaning.JOURNAL_PRIORITY, Field.PATH, "PRIORITY");
    }

    private JsonNames() {}

    private static void fields(Field field, String... names) {
        all(Meaning.FIELD, field, names);
    }

    private static void all(Meaning meaning, Field field, String... names) {
        for (String name : names) {
            NAMES.put(name, new Name(meaning, field));
        }
    }

    /** What a key means; null for one that has no meaning of ours. */
    static @org.jspecify.annotations.Nullable Name of(String key) {
        return NAMES.get(key);
    }
}
