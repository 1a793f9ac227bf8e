package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.facts.SiteReading;
import java.time.Instant;

/** One look at the first page of a site, as a visitor's: one GET, without following. Blocks for a limit of its own. */
@FunctionalInterface
public interface SiteVisit {
    /**
     * @param site id of the site
     * @param at moment that the reading bears
     * @return what came, or why nothing could be measured
     */
    SiteReading look(String site, String url, Instant at) throws InterruptedException;
}
