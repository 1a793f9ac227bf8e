package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.proof.LogReading;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.policy.RedirectPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on the redirects of yesterday without a probe: HAProxy wrote who answered each request and, as {@code Tr}, the
 * time of the server behind it, the network left out (reference C.2).
 */
public final class PastRedirects {
    private final RedirectPolicy policy;

    public PastRedirects(RedirectPolicy policy) {
        this.policy = policy;
    }

    /**
     * The redirects of one address.
     *
     * @param address frontend and path, as the log has them
     * @param status of all of them
     * @param count how many lines
     * @param last moment of the last one, null when no line tells one
     * @param timing of {@code Tr}; nothing when HAProxy answered by itself
     * @param judgement the verdict
     */
    public record PastRedirect(String address, int status, int count, @Nullable Instant last, Timing timing,
            Judgement judgement) {}

    /**
     * Reads lines of {@code option httplog}; what is no redirect is passed over.
     *
     * @param zone of the lines
     * @return the most frequent first
     */
    public List<PastRedirect> of(List<String> lines, ZoneId zone) {
        LineParser parser = new LineParser("haproxy.log", LogFormat.HAPROXY_HTTP,
                new LocalTimes(zone, InstantSource.system()));
        Map<String, List<LogRecord>> groups = new LinkedHashMap<>();
        for (String line : lines) {
            LogRecord record = LogRecord.of(parser, line.getBytes(StandardCharsets.UTF_8), 1, 1);
            if (record.format() == LogFormat.HAPROXY_HTTP && record.fields().get("status") instanceof Long status
                    && status >= 300 && status < 400 && status != 304) {
                groups.computeIfAbsent(
                        record.fields().get("frontend") + " " + record.fields().get("path") + " " + status,
                        _ -> new ArrayList<>()).add(record);
            }
        }
        return groups.values().stream().map(this::group)
                .sorted(Comparator.comparingInt(PastRedirect::count).reversed()).toList();
    }

    private PastRedirect group(List<LogRecord> records) {
        LogReading reading = new LogReading(policy);
        List<Evidence> proofs = new ArrayList<>();
        List<Timings.Raw> times = new ArrayList<>();
        Instant last = null;
        for (LogRecord record : records) {
            Evidence own = reading.haproxy(record);
            if (own != null && own.kind() == Evidence.Kind.PROOF && proofs.isEmpty()) {
                proofs.add(own);
            }
            int tr = LogReading.responseTime(String.valueOf(record.fields().get("timers")));
            if (tr >= 0 && (own == null || own.kind() != Evidence.Kind.PROOF)) {
                times.add(new Timings.Raw(Sample.Role.TARGET, 0, tr, tr, false));
            }
            last = record.time() != null ? record.time() : last;
        }
        Timing timing = Timings.of(times, policy);
        LogRecord first = records.getFirst();
        return new PastRedirect(first.fields().get("frontend") + " " + first.fields().get("path"),
                status(first), records.size(), last, timing,
                new Judge(policy).judge(proofs, timing));
    }

    private static int status(LogRecord record) {
        return record.fields().get("status") instanceof Long status ? status.intValue() : -1;
    }
}
