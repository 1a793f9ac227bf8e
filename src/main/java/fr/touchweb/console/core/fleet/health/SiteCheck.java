package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks the sites of servers for their first page, as a visitor does: one GET without following, whose body is not read
 * (G02). Politely: so many at once, and the same site again only after the time that the policy says; until then the last
 * reading stands. Any thread but the JavaFX one; blocks for at most the policy's limit a site.
 */
public final class SiteCheck {
    private final FleetPolicy policy;
    private final Clock clock;
    private final SiteVisit visit;
    private final Semaphore room;
    private final Map<String, SiteReading> last = new ConcurrentHashMap<>();

    /** @param visit looks at a site */
    public SiteCheck(FleetPolicy policy, Clock clock, SiteVisit visit) {
        this.policy = policy;
        this.clock = clock;
        this.visit = visit;
        this.room = new Semaphore(policy.sitesAtOnce());
    }

    /**
     * The check of all sites of a server, for a probe.
     *
     * @param refusal why the person may not diagnose a site, empty when they may
     */
    public Function<Server, List<SiteReading>> of(Fleet fleet, BiFunction<Server, Site, Optional<Message>> refusal) {
        return server -> {
            List<SiteReading> readings = new ArrayList<>();
            for (Site site : fleet.sitesOf(server)) {
                if (site.url() == null) {
                    continue;
                }
                String url = site.url();
                readings.add(refusal.apply(server, site)
                        .<SiteReading>map(reason -> new SiteReading.NotAllowed(site.id(), clock.instant(), reason))
                        .orElseGet(() -> read(site.id(), url)));
            }
            return readings;
        };
    }

    private SiteReading read(String site, String url) {
        SiteReading before = last.get(url);
        if (before != null && Duration.between(before.at(), clock.instant()).compareTo(policy.siteEvery()) < 0) {
            return before;
        }
        try {
            room.acquire();
            try {
                SiteReading now = visit.look(site, url, clock.instant());
                last.put(url, now);
                return now;
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SiteReading.Unmeasured(site, clock.instant(), Message.of("fleet.probe.interrupted"));
        }
    }
}
