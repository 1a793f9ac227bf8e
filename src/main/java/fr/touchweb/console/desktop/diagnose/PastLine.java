package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.proof.LogReading;
import fr.touchweb.console.core.diagnose.redirect.PastRedirects;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.policy.RedirectPolicy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log line of a past request and what it says of who answered, without a probe.
 *
 * @param server id of the server
 * @param file path of the log on it
 * @param text the line
 * @param reading what the line says by itself
 * @param judgement the verdict on a redirect that HAProxy logged, null for any other line
 * @param path what was asked for, null when the line does not tell
 */
record PastLine(String server, String file, String text, LogReading.Reading reading, @Nullable Judgement judgement,
        @Nullable String path) {

    /** @param zone of lines that carry none */
    static PastLine of(String server, String file, String text, RedirectPolicy policy, ZoneId zone) {
        LogReading.Reading reading = new LogReading(policy).read(file, text, null, zone);
        LogRecord record = LogRecord.of(new LineParser(file, null, new LocalTimes(zone, InstantSource.system())),
                text.getBytes(StandardCharsets.UTF_8), 1, 1);
        List<PastRedirects.PastRedirect> past = new PastRedirects(policy).of(List.of(text), zone);
        return new PastLine(server, file, text, reading, past.isEmpty() ? null : past.getFirst().judgement(),
                record.fields().get("path") instanceof String path ? path : null);
    }
}
