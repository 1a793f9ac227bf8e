package fr.touchweb.console.core.fleet.eol;

import java.time.LocalDate;

/** When a kind of support ends. */
public sealed interface End {

    /** On this day. */
    record On(LocalDate date) implements End {}

    /** It ended; nobody says when. */
    record Past() implements End {}

    /** It goes on and no end was announced. */
    record Open() implements End {}

    /** Whether it has ended by a day. */
    default boolean isPast(LocalDate today) {
        return switch (this) {
            case On(LocalDate date) -> !date.isAfter(today);
            case Past past -> true;
            case Open open -> false;
        };
    }
}
