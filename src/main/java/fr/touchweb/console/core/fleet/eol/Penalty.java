package fr.touchweb.console.core.fleet.eol;

import fr.touchweb.console.core.policy.PenaltyPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an obsolete Debian costs by now (L45, L46).
 *
 * @param multiplier of the contract's price
 * @param since first day
 * @param next first day of the next step
 * @param announced whether the house said so, or it follows from its habit
 */
public record Penalty(BigDecimal multiplier, LocalDate since, LocalDate next, boolean announced) {

    /**
     * The penalty of a Debian release on a day; empty when there is none.
     *
     * @param release {@code 10}
     * @param house end date that the house goes by, null when not known
     */
    static Optional<Penalty> of(PenaltyPolicy policy, String release, @Nullable End house, LocalDate today) {
        if (!policy.applies()) {
            return Optional.empty();
        }
        String told = policy.announced().get(release);
        LocalDate start = told != null
                ? LocalDate.parse(told)
                : house instanceof End.On(LocalDate end)
                        ? end.minusMonths(policy.leadMonths())
                        : null;
        if (start == null || start.isAfter(today)) {
            return Optional.empty();
        }
        int periods = 0;
        // Counted from the start each time: adding month after month would drift from the 31st to the 28th.
        while (!start.plusMonths((long) (periods + 1) * policy.everyMonths()).isAfter(today)) {
            periods++;
        }
        int steps = periods + (policy.firstStepAtStart() ? 1 : 0);
        if (steps == 0) {
            return Optional.empty();
        }
        return Optional.of(new Penalty(BigDecimal.valueOf(policy.factor()).pow(steps), start,
                start.plusMonths((long) (periods + 1) * policy.everyMonths()), told != null));
    }

    /** The price of a month with it. */
    public BigDecimal price(BigDecimal monthly) {
        return monthly.multiply(multiplier);
    }
}
