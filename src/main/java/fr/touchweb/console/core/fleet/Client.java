package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for servers.
 *
 * @param id unique in the fleet
 * @param name shown name, the id where there is none
 * @param plan contract level, as {@code HA/L2}
 * @param monthlyPriceEuros price a month before tax
 * @param contacts whom to call (L15, L62)
 */
@JsonInclude(Include.NON_EMPTY)
public record Client(String id, @Nullable String name, @Nullable String plan,
        @Nullable BigDecimal monthlyPriceEuros, List<Contact> contacts) {
    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public Client {
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
    }

    /** Its name, else its id. */
    public String label() {
        return name == null || name.isBlank() ? id : name;
    }

    /**
     * A person to call.
     *
     * @param name who
     * @param role for what: technical referent, developer, owner, ...
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Contact(String name, @Nullable String role, @Nullable String email, @Nullable String phone) {}
}
