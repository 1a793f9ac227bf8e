package fr.touchweb.console.core.account;

import fr.touchweb.console.core.text.Message;

/** Whether something may be done; a refusal says why. */
public sealed interface Decision {

    record Allowed() implements Decision {}

    record Denied(Message reason) implements Decision {}

    Decision ALLOWED = new Allowed();

    static Decision denied(String key, Object... arguments) {
        return new Denied(Message.of(key, arguments));
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }
}
