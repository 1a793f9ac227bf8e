package fr.touchweb.console.core.fleet.eol;

import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Origin;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.fleet.facts.Versions;
import fr.touchweb.console.core.policy.EndOfLifePolicy;
import fr.touchweb.console.core.policy.PenaltyPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers until when systems and software are maintained, by the calendar that their origin puts them under (reference
 * peers-policy-triage 3.6).
 */
public final class EndOfLife {
    private static final String DEBIAN = "debian";

    private final EndOfLifeCalendar calendar;
    private final EndOfLifePolicy policy;
    private final PenaltyPolicy penalty;
    private final Clock clock;

    public EndOfLife(EndOfLifeCalendar calendar, EndOfLifePolicy policy, PenaltyPolicy penalty, Clock clock) {
        this.calendar = calendar;
        this.policy = policy;
        this.penalty = penalty;
        this.clock = clock;
    }

    public EndOfLifeCalendar calendar() {
        return calendar;
    }

    /** Whether what is shown rests on data that is too old. */
    public boolean isOld() {
        return calendar.isOld(today(), policy.dataMaxAgeDays());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Of an operating system. */
    public Support of(Facts.System system) {
        return of(system.id(), system.version());
    }

    /**
     * Of a piece of software.
     *
     * @param system the machine's, null when not known
     */
    public Support of(Software software, Facts.@Nullable System system) {
        String product = software.product().calendar();
        Support upstream = product == null
                ? Support.unknown("", Message.of("fleet.eol.noCalendar", software.product().label()))
                : of(product, software.version());
        if (software.origin() != Origin.DEBIAN && software.origin() != Origin.UNKNOWN) {
            return upstream;
        }
        Support debian = system != null && system.id().equals(DEBIAN)
                ? of(system)
                : Support.unknown(DEBIAN, Message.of("fleet.eol.noSystem"));
        if (software.origin() == Origin.DEBIAN) {
            return debian;
        }
        // Whoever built it: when both calendars say the same, that is the answer; else there is none.
        return upstream.tone() == debian.tone() && upstream.tone() != Tone.UNKNOWN
                ? upstream
                : Support.unknown(upstream.calendar(), Message.of("fleet.eol.noOrigin"));
    }

    /** Of a version by the calendar of its product, {@code prestashop} for one. */
    public Support of(String product, String version) {
        Optional<Cycle> found = calendar.find(product, version);
        if (found.isEmpty()) {
            return Support.unknown(product, Message.of("fleet.eol.noCycle", version));
        }
        Cycle cycle = found.get();
        End house = policy.habit(product) == EndOfLifePolicy.Habit.EXTENDED && cycle.extended() != null
                ? cycle.extended()
                : cycle.security();
        if (house == null) {
            house = cycle.extended();
        }
        if (house == null) {
            return Support.unknown(product, Message.of("fleet.eol.noDate", version));
        }
        boolean extended = house.equals(cycle.extended()) && !house.equals(cycle.security());
        return new Support(product, cycle.version(), cycle.security(), cycle.extended(), house, tone(house),
                badge(house, extended && product.equals(DEBIAN)), cycle.indicative(), null);
    }

    /** The penalty of a system. */
    public Optional<Penalty> penalty(Facts.System system) {
        if (!system.id().equals(DEBIAN)) {
            return Optional.empty();
        }
        Support support = of(system);
        return Penalty.of(penalty, Versions.truncate(system.version(), 1), support.house(), today());
    }

    private Tone tone(End end) {
        return switch (end) {
            case End.Past past -> Tone.DANGER;
            case End.Open open -> Tone.GOOD;
            case End.On(LocalDate date) -> {
                LocalDate today = today();
                yield !date.isAfter(today.plusMonths(policy.dangerBelowMonths()))
                        ? Tone.DANGER
                        : !date.isAfter(today.plusMonths(policy.goodAboveMonths())) ? Tone.WARNING : Tone.GOOD;
            }
        };
    }

    private Message badge(End end, boolean lts) {
        return switch (end) {
            case End.Past past -> Message.of("fleet.eol.ended");
            case End.Open open -> Message.of("fleet.eol.open");
            case End.On(LocalDate date) -> {
                long days = ChronoUnit.DAYS.between(today(), date);
                if (days <= 0) {
                    yield Message.of(lts ? "fleet.eol.endedLts" : "fleet.eol.ended");
                }
                yield days < 100
                        ? Message.of("fleet.eol.days", String.valueOf(days))
                        : Message.of(lts ? "fleet.eol.yearLts" : "fleet.eol.year", String.valueOf(date.getYear()));
            }
        };
    }
}
