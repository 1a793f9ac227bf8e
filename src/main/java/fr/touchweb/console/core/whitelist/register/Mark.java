package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * That somebody did something to an entry.
 *
 * @param at when, in whole seconds
 * @param by login
 */
public record Mark(
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant at,
        String by) {}
