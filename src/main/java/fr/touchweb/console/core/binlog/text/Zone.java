package fr.touchweb.console.core.binlog.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times of headers, which the tool prints in its own zone. The console runs it in UTC; for text from elsewhere the
 * distance is learnt from an event that prints an epoch beside its header (reference binlog, rule 6).
 */
public final class Zone {
    private static final int QUARTER = 900;
    private static final int MOST_OFFSET = 18 * 3600;

    private final boolean fixed;
    private final @Nullable ZoneId fallback;
    private boolean known;
    private long offset;

    private Zone(boolean fixed, @Nullable ZoneId fallback) {
        this.fixed = fixed;
        this.fallback = fallback;
        known = fixed;
    }

    /** The tool ran in UTC. */
    public static Zone utc() {
        return new Zone(true, null);
    }

    /** Text from elsewhere; the zone counts until the text tells its distance. */
    public static Zone learnt(@Nullable ZoneId fallback) {
        return new Zone(false, fallback);
    }

    /** Whether times are sure. */
    public boolean known() {
        return known;
    }

    /** Learns from a header and an epoch of the same moment; what is no offset of any zone is not the same moment. */
    void learn(long localSecond, long epochSecond) {
        long distance = localSecond - epochSecond;
        if (!fixed && distance % QUARTER == 0 && Math.abs(distance) <= MOST_OFFSET) {
            offset = distance;
            known = true;
        }
    }

    Instant instant(long localSecond) {
        if (!known && fallback != null) {
            return LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC).atZone(fallback).toInstant();
        }
        return Instant.ofEpochSecond(localSecond - offset);
    }
}
