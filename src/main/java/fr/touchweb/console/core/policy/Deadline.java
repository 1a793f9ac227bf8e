package fr.touchweb.console.core.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A date of the house by which something has to be put right, counted down where that something is shown (L42).
 *
 * @param id unique in its list
 * @param date ISO date
 * @param french what holds from then on
 * @param english the same
 */
public record Deadline(String id, String date, String french, String english) {
    public Deadline {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(french, "french");
        Objects.requireNonNull(english, "english");
        LocalDate.parse(date);
    }

    public LocalDate day() {
        return LocalDate.parse(date);
    }

    /** Days that are left, negative once it has passed. */
    public long left(LocalDate today) {
        return ChronoUnit.DAYS.between(today, day());
    }
}
