package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one request met, told by the phase in which it ended: the same exception text means several things, the phase does
 * not (reference B.1).
 */
public sealed interface Seen {

    /**
     * An answer.
     *
     * @param connect of TCP, one round trip
     * @param waited from the request to the first byte
     * @param application that wrote a refusal, null where it shows none, or was not looked at
     */
    record Answer(int status, Duration connect, Duration waited, @Nullable String application) implements Seen {
        public Answer(int status, Duration connect, Duration waited) {
            this(status, connect, waited, null);
        }
    }

    /** The connection was closed without a byte: HAProxy reject, nginx 444 and 408. */
    record Closed(Duration connect) implements Seen {}

    /** Connected, then silence: silent-drop, or an application that hangs. */
    record Silence(Duration connect) implements Seen {}

    /** No answer to the connection: packets are dropped. */
    record NoConnection() implements Seen {}

    /** Refused at once: nothing listens, or a firewall rejects with a reset. */
    record Refused() implements Seen {}

    /** A router or firewall says that there is no way. */
    record NoRoute() implements Seen {}

    /** It was not asked, or could not be. */
    record NotAsked(Message reason) implements Seen {}

    /** Whether a page came that is no sign of a ban or of a failure. */
    default boolean fine() {
        return this instanceof Answer(int status, Duration _, Duration _, String _) && status < 500 && status != 408
                && status != 429 && status != 403;
    }

    /** Whether it ended before there was a connection: packets are dropped or rejected. */
    default boolean noConnection() {
        return this instanceof NoConnection || this instanceof Refused || this instanceof NoRoute;
    }

    /** The application that wrote a refusal, null where none did. */
    default @Nullable String application() {
        return null;
    }

    default boolean asked() {
        return !(this instanceof NotAsked);
    }

    /** A server behind the front end failed: the way to it is open. */
    default boolean backendFailure() {
        return this instanceof Answer(int status, Duration _, Duration _, String _) && status >= 500;
    }

    default Message text() {
        return switch (this) {
            case Answer(int status, Duration _, Duration waited, String _) ->
                Message.of("ban.seen.answer", String.valueOf(status),
                        waited.toMillis());
            case Closed _ -> Message.of("ban.seen.closed");
            case Silence _ -> Message.of("ban.seen.silence");
            case NoConnection _ -> Message.of("ban.seen.noConnection");
            case Refused _ -> Message.of("ban.seen.refused");
            case NoRoute _ -> Message.of("ban.seen.noRoute");
            case NotAsked(Message reason) -> Message.of("ban.seen.notAsked", reason);
        };
    }
}
