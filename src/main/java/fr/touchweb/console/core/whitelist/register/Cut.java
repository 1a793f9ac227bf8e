package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * That less was let in than had been confirmed.
 *
 * @param kind what was made smaller
 * @param at when, in whole seconds
 * @param by login
 * @param was end that had been confirmed
 */
public record Cut(Kind kind,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant at,
        String by,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant was) {

    /** What was made smaller. */
    public enum Kind {
        /** The time. */
        @JsonProperty("shortened")
        SHORTENED,
        /** The range, to the addresses of it that came; entries of their own stand for these. */
        @JsonProperty("reduced")
        REDUCED
    }
}
