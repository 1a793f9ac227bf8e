package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Evidence.Kind;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a log line says of who answered (reference C.2, log correlation). Also for requests of yesterday: the timers and
 * flags of HAProxy need no probe.
 */
public final class LogReading {
    private final RedirectPolicy policy;

    public LogReading(RedirectPolicy policy) {
        this.policy = policy;
    }

    /**
     * What one line says.
     *
     * @param time moment that it tells, null when it tells none
     * @param status HTTP status, -1 when it tells none
     * @param evidence what it proves or suggests, null when it says nothing of who answered
     * @param meaning the same in words
     */
    public record Reading(@Nullable Instant time, int status, @Nullable Evidence evidence, Message meaning) {}

    /**
     * Reads a line.
     *
     * @param path of the log, which tells nginx from Apache
     * @param handler position of Apache's handler or nginx's upstream in the line, null when the format has none
     * @param zone of lines that carry none
     */
    public Reading read(String path, String line, @Nullable LogPattern handler, ZoneId zone) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        LogRecord record = LogRecord.of(new LineParser(path, null, new LocalTimes(zone, InstantSource.system())),
                bytes, 1, 1);
        int status = record.fields().get("status") instanceof Long number ? number.intValue() : -1;
        LogFormat format = record.format();
        boolean access = format == LogFormat.APACHE_ACCESS || format == LogFormat.NGINX_ACCESS
                || format == LogFormat.TEXT;
        Evidence evidence = format == LogFormat.HAPROXY_HTTP
                ? haproxy(record)
                : access ? access(path, line, handler, format) : null;
        Message meaning = evidence == null ? Message.of("diagnose.log.nothing") : evidence.reason();
        return new Reading(record.time(), status, evidence, meaning);
    }

    /** {@code LR--}: HAProxy answered by itself. Else the fourth timer, Tr, is the backend's own time to first byte. */
    public @Nullable Evidence haproxy(LogRecord record) {
        String server = String.valueOf(record.fields().get("server"));
        String flags = String.valueOf(record.fields().get("termination"));
        if (server.equals("<NOSRV>") && flags.startsWith("LR")) {
            return Evidence.proof(Origin.HAPROXY, Message.of("diagnose.log.haproxy-own", flags));
        }
        if (server.startsWith("<")) {
            return null;
        }
        int tr = responseTime(String.valueOf(record.fields().get("timers")));
        String behind = record.fields().get("backend") + "/" + server;
        if (tr < 0) {
            return null;
        }
        if (tr > policy.applicationAboveMillis()) {
            return Evidence.family(Kind.TIMING, Family.APPLICATION, policy.decibans().timingApplication(),
                    Message.of("diagnose.log.tr-application", behind, tr, policy.applicationAboveMillis()));
        }
        return tr < policy.frontEndBelowMillis()
                ? Evidence.family(Kind.TIMING, Family.FRONT_END, policy.decibans().timingBefore(),
                        Message.of("diagnose.log.tr-before", behind, tr, policy.frontEndBelowMillis()))
                : Evidence.neutral(Message.of("diagnose.log.tr-between", behind, tr));
    }

    /**
     * What a line says when the server keeps copies: who asked nobody behind it answered by itself, or with a copy.
     *
     * @param kept whether the answer says that it is one
     * @param mayBe whether it may be one that does not say so
     */
    static Evidence besideCaches(Evidence evidence, boolean kept, boolean mayBe) {
        boolean alone = evidence.kind() == Kind.PROOF && evidence.family() == Family.FRONT_END
                && evidence.origin() != Origin.HAPROXY;
        if (alone && kept) {
            return Evidence.family(Kind.PROOF, Family.CACHE, 0, Message.of("diagnose.log.kept"));
        }
        return alone && mayBe && evidence.origin() == Origin.NGINX
                ? Evidence.family(Kind.PROOF, Family.FRONT_END, 0, Message.of("diagnose.log.nginx-or-copy"))
                : evidence;
    }

    /** Tr of {@code TR/Tw/Tc/Tr/Ta}, milliseconds; -1 when it never came. */
    public static int responseTime(String timers) {
        String[] parts = timers.split("/");
        return parts.length == 5 && parts[3].matches("\\d{1,9}") ? Integer.parseInt(parts[3]) : -1;
    }

    private static @Nullable Evidence access(String path, String line, @Nullable LogPattern handler,
            LogFormat format) {
        String name = path.toLowerCase(Locale.ROOT);
        if (format == LogFormat.TEXT && (name.contains("fpm") || name.contains("php"))) {
            return Evidence.proof(Origin.PHP, Message.of("diagnose.log.fpm"));
        }
        String value = handler == null ? null : handler.value(line);
        if (value == null) {
            return null;
        }
        boolean nginx = Objects.requireNonNull(handler).nginx();
        if (value.equals("-") || value.isEmpty()) {
            return nginx
                    ? Evidence.proof(Origin.NGINX, Message.of("diagnose.log.nginx-own"))
                    : Evidence.family(Kind.PROOF, Family.FRONT_END, 0, Message.of("diagnose.log.apache-own"));
        }
        List<String> words = List.of("php", "fcgi");
        if (!nginx && words.stream().anyMatch(value.toLowerCase(Locale.ROOT)::contains)) {
            return Evidence.proof(Origin.PHP, Message.of("diagnose.log.apache-php", value));
        }
        return nginx && value.matches("\\d{3}(?:, ?\\d{3})*")
                ? Evidence.neutral(Message.of("diagnose.log.nginx-upstream", value))
                : null;
    }
}
