package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place outside our registers where a server names an address, or a range around it or inside it: an answer to “where is
 * this address let in or kept out” has to know it. Nothing here is changed by the console.
 *
 * @param source {@code nginx}, {@code apache} or {@code crowdsec}
 * @param place file and line, or the name of a list
 * @param kind what the place does
 * @param range as the place names it
 * @param says the place's own words, null where it has none
 * @param until end, null where there is none
 */
public record Mention(String source, String place, Kind kind, Cidr range, @Nullable String says,
        @Nullable Instant until) {

    /** What a place does with whom it names. */
    public enum Kind {
        /** Lets it in, or keeps it from being banned. */
        ALLOWED,
        /** Gives it a value that other lines decide by. */
        VALUE
    }
}
