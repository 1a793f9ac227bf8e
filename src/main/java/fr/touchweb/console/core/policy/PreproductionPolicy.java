package fr.touchweb.console.core.policy;

/**
 * What is said about preproductions.
 *
 * @param required whether a production without one is flagged (G06)
 * @param projectsPercent share of projects that have one (G06)
 * @param outagesPercent share of outages that come from untested updates (G06)
 * @param monthlyEuros price of one, before tax (G07)
 * @param warningDays age from which it was not rebuilt for too long (G12)
 * @param dangerDays age from which the house insists (G12)
 */
public record PreproductionPolicy(boolean required, int projectsPercent, int outagesPercent, int monthlyEuros,
        int warningDays, int dangerDays) {
    public PreproductionPolicy {
        Policy.require(projectsPercent >= 0 && projectsPercent <= 100, "0 <= projectsPercent <= 100");
        Policy.require(outagesPercent >= 0 && outagesPercent <= 100, "0 <= outagesPercent <= 100");
        Policy.require(monthlyEuros >= 0, "monthlyEuros >= 0");
        Policy.require(warningDays > 0 && warningDays <= dangerDays, "0 < warningDays <= dangerDays");
    }
}
