package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.text.Message;
import java.util.Optional;

/** Something that was looked up, or the reason why it could not be. */
public sealed interface Known<T> {

    record Value<T>(T value) implements Known<T> {}

    record Unknown<T>(Message reason) implements Known<T> {}

    static <T> Known<T> of(T value) {
        return new Value<>(value);
    }

    static <T> Known<T> unknown(Message reason) {
        return new Unknown<>(reason);
    }

    default Optional<T> found() {
        return this instanceof Value<T>(T value) ? Optional.of(value) : Optional.empty();
    }
}
