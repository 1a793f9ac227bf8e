package fr.touchweb.console.core.logs.follow;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a machine's time. For the thread that follows its files. */
final class HostZones {
    private final ZoneId own;
    private final InstantSource clock;
    private @Nullable String told;
    /** Zones that logs showed, and how many of them did. */
    private final Map<ZoneId, Integer> shown = new LinkedHashMap<>();

    /** @param own zone of the person, for what nobody knows */
    HostZones(ZoneId own, InstantSource clock) {
        this.own = own;
        this.clock = clock;
    }

    /** @param zone that the machine tells, null when it runs no command for us */
    void told(@Nullable String zone) {
        told = zone;
    }

    /** Zone that the machine tells, null when it runs no command for us. */
    @Nullable
    String told() {
        return told;
    }

    /** A log of the machine showed this zone. */
    void infer(ZoneId zone) {
        shown.merge(zone, 1, Integer::sum);
    }

    /** Zone of logs that show none themselves: the one that most others showed; null when none did. */
    @Nullable
    ZoneId inferred() {
        return shown.entrySet().stream().reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey).orElse(null);
    }

    ZoneId own() {
        return own;
    }

    InstantSource clock() {
        return clock;
    }

    /** Zone of lines that carry none, in a log that showed this one. */
    ZoneId of(@Nullable ZoneId guessed) {
        ZoneId seen = guessed == null ? inferred() : guessed;
        try {
            return told != null ? ZoneId.of(told) : seen != null ? seen : own;
        } catch (DateTimeException e) {
            return own;
        }
    }
}
