package fr.touchweb.console.core.drop;

import fr.touchweb.console.core.text.Message;
import java.time.Duration;

/** Where a request by file stands. */
public sealed interface DropState {

    /** It lies there, and its time is not over. @param since how long */
    record Pending(Duration since) implements DropState {}

    /** It still lies there after the time in which a supervisor takes it: most likely none runs. */
    record NotTaken(Duration since) implements DropState {}

    /** It was carried out. */
    record Done() implements DropState {}

    /** It is in the register and waits for a second person. */
    record Waiting(String reason) implements DropState {}

    /** It was refused; the reason is the supervisor's. */
    record Refused(String reason) implements DropState {}

    /** It is gone and nobody says what became of it. */
    record Unknown() implements DropState {}

    /** Whether there is nothing left to wait for. */
    default boolean ended() {
        return !(this instanceof Pending);
    }

    default Message text() {
        return switch (this) {
            case Pending(Duration since) -> Message.of("drop.pending", since.toSeconds());
            case NotTaken(Duration since) -> Message.of("drop.notTaken", since.toSeconds());
            case Done() -> Message.of("drop.done");
            case Waiting(String reason) -> Message.of("drop.waiting", reason);
            case Refused(String reason) -> Message.of("drop.refused", reason);
            case Unknown() -> Message.of("drop.unknown");
        };
    }
}
