package fr.touchweb.console.core.diagnose.probe;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase of one request took; null is a phase that did not happen or was not reached.
 *
 * @param dns looking the name up; null when the address was pinned
 * @param connect TCP handshake, which is one round trip and no work of the server
 * @param tls TLS handshake; null over clear text
 * @param send writing the request
 * @param firstByte from the last byte sent to the first one received: one round trip and the server's time
 * @param receive from the first byte to the end of what was read
 */
public record Phases(@Nullable Duration dns, @Nullable Duration connect, @Nullable Duration tls,
        @Nullable Duration send, @Nullable Duration firstByte, @Nullable Duration receive) {
    public static final Phases NONE = new Phases(null, null, null, null, null, null);

    /** What a browser calls time to first byte, DNS, TCP and TLS included; null when no byte came. */
    public @Nullable Duration timeToFirstByte() {
        return firstByte == null ? null : sum(dns, connect, tls, send, firstByte);
    }

    public Duration total() {
        return sum(dns, connect, tls, send, firstByte, receive);
    }

    /** A phase in milliseconds; NaN when it is null. */
    public static double millis(@Nullable Duration phase) {
        return phase == null ? Double.NaN : phase.toNanos() / 1e6;
    }

    private static Duration sum(@Nullable Duration... phases) {
        return Stream.of(phases).filter(Objects::nonNull).map(Objects::requireNonNull).reduce(Duration.ZERO,
                Duration::plus);
    }
}
