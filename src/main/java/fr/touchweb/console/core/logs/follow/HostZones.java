package fr.touchweb.console.core.logs.follow;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the machine's time.
 *
 * @param told zone that it tells, null when it runs no command for us
 * @param own zone of the person, for what nobody knows
 */
record HostZones(@Nullable String told, ZoneId own, InstantSource clock) {
    /** Zone of lines that carry none. */
    ZoneId of(@Nullable ZoneId guessed) {
        try {
            return told != null ? ZoneId.of(told) : guessed != null ? guessed : own;
        } catch (DateTimeException e) {
            return own;
        }
    }
}
