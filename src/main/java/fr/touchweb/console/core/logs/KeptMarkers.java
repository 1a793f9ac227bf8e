package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** Gaps and rotations as they are kept with the lines of their source. */
final class KeptMarkers {
    private static final LogEvent.Gap.Reason[] REASONS = LogEvent.Gap.Reason.values();
    private static final LogEvent.Rotation.Kind[] ROTATIONS = LogEvent.Rotation.Kind.values();
    private static final int GAP = 2 * Integer.BYTES + 4 * Long.BYTES;
    private static final int ROTATION = Integer.BYTES + Long.BYTES;

    private KeptMarkers() {}

    /** Gaps for what was let go are made again from that. */
    static boolean isKept(LogEvent marker) {
        return !(marker instanceof LogEvent.Gap gap) || gap.reason() != LogEvent.Gap.Reason.DROPPED
                && gap.reason() != LogEvent.Gap.Reason.DAMAGED;
    }

    static byte[] bytes(LogEvent marker) {
        return switch (marker) {
            case LogEvent.Gap gap -> ByteBuffer.allocate(GAP).putInt(gap.reason().ordinal())
                    .putLong(gap.when().toEpochMilli()).putLong(gap.offset()).putLong(gap.lost())
                    .putLong(gap.lasted().toMillis()).putInt(gap.logs()).array();
            case LogEvent.Rotation rotation -> ByteBuffer.allocate(ROTATION).putInt(rotation.kind().ordinal())
                    .putLong(rotation.when().toEpochMilli()).array();
            case LogEvent.Line _,LogEvent.State _ -> throw new IllegalArgumentException(marker + " is no marker");
        };
    }

    static LogEvent of(SourceKey source, byte[] kept) {
        ByteBuffer bytes = ByteBuffer.wrap(kept);
        int kind = bytes.getInt();
        Instant when = Instant.ofEpochMilli(bytes.getLong());
        return kept.length == ROTATION
                ? new LogEvent.Rotation(source, when, ROTATIONS[kind])
                : new LogEvent.Gap(source, when, REASONS[kind], bytes.getLong(), bytes.getLong(),
                        Duration.ofMillis(bytes.getLong()), bytes.hasRemaining() ? bytes.getInt() : 1);
    }
}
