package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.AccessTail;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes parsers of the lines of sources. Safe on any thread.
 *
 * @param ownZone zone of lines that carry none where nobody knows their machine's
 * @param forced id of the only format of a source, empty for detection
 * @param tails what the parsers of one source share
 */
record SourceParsers(InstantSource clock, ZoneId ownZone, FormatCatalog formats, Function<SourceKey, String> forced,
        Map<SourceKey, AccessTail> tails) {
    SourceParsers(InstantSource clock, ZoneId ownZone, FormatCatalog formats, Function<SourceKey, String> forced) {
        this(clock, ownZone, formats, forced, new ConcurrentHashMap<>());
    }

    /** @param zone of the machine, null when it is not known */
    LineParser of(SourceKey source, @Nullable String zone) {
        LogFormat format = formats.ofId(forced.apply(source)).orElse(null);
        return formats.parser(source.path(), format, times(zone),
                tails.computeIfAbsent(source, one -> formats.tail(one.path())));
    }

    /** Of how many sources durations can be read behind the agent. */
    long knownTails() {
        return tails.values().stream().filter(AccessTail::isKnown).count();
    }

    /** Times of lines that carry no zone. */
    LocalTimes times(@Nullable String zone) {
        return new LocalTimes(zone == null ? ownZone : zoneOf(zone), clock);
    }

    private ZoneId zoneOf(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ownZone;
        }
    }
}
