package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That addresses of an entry were banned after it had let them in: by a jail that it does not hold for, or by one that banned
 * all the same. What was let in is what attacked (reference A.2, “banned neighbour”).
 *
 * @param bans how many, as far as the logs of bans reach back
 * @param last the newest of them, in whole seconds
 */
public record Attack(int bans,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant last) {

    /** What is known of both: logs are turned over, what they told stays. */
    public static @Nullable Attack more(@Nullable Attack one, @Nullable Attack other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Attack(Math.max(one.bans, other.bans), one.last.isAfter(other.last) ? one.last : other.last);
    }
}
