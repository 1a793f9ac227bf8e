package fr.touchweb.console.core.policy;

import java.util.Map;

/**
 * How dates of end of life are read and coloured (L45, L47; reference peers-policy-triage 3.6).
 *
 * @param goodAboveMonths more than this left: good
 * @param dangerBelowMonths less than this left, or past: danger; in between: warning
 * @param dataMaxAgeDays older calendars are told as such
 * @param habits which date the house goes by, per product id of the calendar; {@link Habit#SECURITY} where none is given
 */
public record EndOfLifePolicy(int goodAboveMonths, int dangerBelowMonths, int dataMaxAgeDays,
        Map<String, Habit> habits) {

    /** Which of the dates counts for the house. */
    public enum Habit {
        /** The date on which the maintainers' own security fixes end. */
        SECURITY,
        /** The end of long-term or extended support where there is one. */
        EXTENDED
    }

    public EndOfLifePolicy {
        Policy.require(dangerBelowMonths >= 0 && dangerBelowMonths <= goodAboveMonths,
                "0 <= dangerBelowMonths <= goodAboveMonths");
        Policy.require(dataMaxAgeDays > 0, "dataMaxAgeDays > 0");
        habits = Map.copyOf(habits);
    }

    public Habit habit(String product) {
        return habits.getOrDefault(product, Habit.SECURITY);
    }
}
