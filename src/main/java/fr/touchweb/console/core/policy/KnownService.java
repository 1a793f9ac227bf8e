package fr.touchweb.console.core.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Parsed;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whom addresses are known to belong to, so that the card of an exemption names them and nobody shuts them out unawares
 * (reference A.3, row 6).
 *
 * @param id unique in its list
 * @param name as people write it
 * @param ranges addresses and networks
 */
public record KnownService(String id, Kind kind, String name, List<String> ranges) {

    /** What it does on a site. */
    public enum Kind {
        /** Tells the result of payments. */
        @JsonProperty("payment")
        PAYMENT,
        /** Watches whether the site answers. */
        @JsonProperty("monitoring")
        MONITORING,
        /** Reads the site for a search engine. */
        @JsonProperty("robot")
        ROBOT,
        /** Passes on what its visitors ask for: all of them come from its addresses. */
        @JsonProperty("cdn")
        CDN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public KnownService {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        ranges = List.copyOf(Objects.requireNonNull(ranges, "ranges"));
        for (String range : ranges) {
            Policy.require(AddressText.parse(range) instanceof Parsed.Read, id + ": " + range + " is no network");
        }
    }
}
