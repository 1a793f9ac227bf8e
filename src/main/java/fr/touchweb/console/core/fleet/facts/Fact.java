package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something measured on a machine, or the reason why it was not. There is no third way: a default would be a guess shown
 * as a fact.
 *
 * @param <T> its value
 */
public sealed interface Fact<T> {

    /**
     * @param at when it was measured
     * @param source the command or file that told
     */
    record Known<T>(T value, Instant at, String source) implements Fact<T> {}

    /**
     * @param reason why it is not known, to follow “unknown: ”
     */
    record Unknown<T>(Message reason) implements Fact<T> {}

    static <T> Fact<T> unknown(Message reason) {
        return new Unknown<>(reason);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /** The value; empty when it is unknown. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T> known -> Optional.of(known.value());
            case Unknown<T> unknown -> Optional.empty();
        };
    }

    /** The same fact about a part of the value. */
    default <R> Fact<R> map(Function<T, R> part) {
        return switch (this) {
            case Known<T> known -> new Known<>(part.apply(known.value()), known.at(), known.source());
            case Unknown<T> unknown -> new Unknown<>(unknown.reason());
        };
    }
}
