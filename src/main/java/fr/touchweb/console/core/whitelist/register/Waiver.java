package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import fr.touchweb.console.core.whitelist.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client asked for a door without restriction, on their own responsibility (L43). It opens nothing by itself: it says
 * why a door is open.
 *
 * @param id unique on its server
 * @param scope door
 * @param who person of the client that asked; never empty
 * @param text what they signed or wrote, or where it is kept; never empty
 * @param author login of who noted it
 * @param created when
 * @param ended when it was taken back, null while it counts
 * @param endedBy login of who noted that
 */
@JsonInclude(Include.NON_NULL)
public record Waiver(String id, Scope scope, String who, String text, String author,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) Instant created,
        @JsonDeserialize(using = IsoInstant.class) @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant ended,
        @Nullable String endedBy) {

    /** Taken back. */
    public Waiver ended(Instant at, String by) {
        return new Waiver(id, scope, who, text, author, created, at, by);
    }
}
