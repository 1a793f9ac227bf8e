package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a file is, in a word and in full. */
final class HealthWords {
    /** Younger than this, the last byte was written just now. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Words words;

    HealthWords(Words words) {
        this.words = words;
    }

    /** All that is known; says the same as long as nothing happens. */
    String full(SourceKey key, SourceHealth health) {
        String zone = health.zone() == null
                ? words.get("logs.health.zoneUnknown")
                : health.zoneInferred() ? words.get("logs.health.zoneInferred", health.zone()) : health.zone();
        String tip = words.get("logs.health.tip", key.path(), zone,
                words.formats().number(Math.round(health.linesPerSecond())),
                health.lagBytes() < 0 ? "–" : words.formats().size(health.lagBytes()),
                words.formats().decimal(health.lag().toMillis() / 1000.0, 1));
        Instant last = health.lastByte();
        SourceHealth.Way way = health.way();
        Message reason = health.reason();
        long pause = health.pause().toSeconds();
        return tip + (last == null ? "" : "\n" + words.get("logs.health.last", words.formats().dateTime(last)))
                + (way == null ? "" : "\n" + words.get(way.text())) + clock(health.skew())
                + (pause < 1 ? "" : "\n" + words.get("logs.health.every", pause))
                + (reason == null ? "" : "\n" + words.get(reason));
    }

    private String clock(@Nullable Duration skew) {
        return skew == null
                ? ""
                : "\n" + words.get(skew.isNegative() ? "logs.health.clockBehind" : "logs.health.clockAhead",
                        words.formats().decimal(skew.abs().toMillis() / 1000.0, 1));
    }

    /** Style of the word. */
    static String look(SourceHealth health) {
        return switch (health.condition()) {
            case LIVE -> health.lag().toMillis() > 1_000 ? "warning" : "muted";
            case STARTING, STOPPED -> "muted";
            case MISSING, NOT_A_FILE, SILENT, RETRYING -> "warning";
            case DENIED, FAILED -> "danger";
        };
    }

    /** The word. */
    Message mark(SourceHealth health, Instant now) {
        return switch (health.condition()) {
            case STARTING -> Message.of("logs.health.starting");
            case LIVE -> {
                Instant last = health.lastByte();
                if (health.lag().toMillis() > 1_000) {
                    yield Message.of("logs.health.behind",
                            words.formats().decimal(health.lag().toMillis() / 1000.0, 1));
                }
                yield last == null || Duration.between(last, now).compareTo(FRESH) < 0
                        ? Message.of("logs.health.live")
                        : Message.of("logs.health.quiet", words.formats().ago(last, now));
            }
            case MISSING -> Message.of("logs.health.missing");
            case DENIED -> Message.of("logs.health.denied");
            case NOT_A_FILE -> Message.of("logs.health.notAFile");
            case SILENT -> Message.of("logs.health.silent", words.formats().number(health.lag().toSeconds()));
            case RETRYING -> {
                Duration retry = health.retryIn();
                yield retry == null
                        ? Message.of("logs.health.retrying")
                        : Message.of("logs.health.retryIn", words.formats().number(Math.max(1, retry.toSeconds())));
            }
            case FAILED -> Message.of("logs.health.failed");
            case STOPPED -> Message.of("logs.health.stopped");
        };
    }
}
