package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;

/**
 * State of a server from several checks, never from ping alone (G02).
 *
 * @param reasons the one that decided first; for a healthy server what was checked
 * @param unchecked what could not be checked, which a healthy server may have too
 */
public record Health(State state, List<Message> reasons, List<Message> unchecked) {
    public Health {
        reasons = List.copyOf(reasons);
        unchecked = List.copyOf(unchecked);
    }

    /** From best to worst, with unknown apart. */
    public enum State {
        HEALTHY, ATTENTION, DOWN, UNKNOWN;

        /** As it stands in queries. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What decided. */
    public Message reason() {
        return reasons.get(0);
    }
}
