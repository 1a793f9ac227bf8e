package fr.touchweb.console.core.account;

import fr.touchweb.console.core.text.Message;
import java.util.Optional;

/** Whether something may be done; a refusal says why. */
public sealed interface Decision {

    record Allowed() implements Decision {}

    record Denied(Message reason) implements Decision {}

    Decision ALLOWED = new Allowed();

    static Decision denied(String key, Object... arguments) {
        return new Denied(Message.of(key, arguments));
    }

    /** Why not, empty when it is allowed. */
    default Optional<Message> refusal() {
        return this instanceof Denied(Message reason) ? Optional.of(reason) : Optional.empty();
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
