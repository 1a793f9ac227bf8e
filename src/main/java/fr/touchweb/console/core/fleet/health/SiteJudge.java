package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the sites of a server say of its state: status, time to first byte, certificate (G02). */
final class SiteJudge {
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private final HealthPolicy policy;
    private final Instant now;
    private final List<Message> broken;
    private final List<Message> attention;
    private final List<Message> missing;
    private final List<Message> unchecked;

    /** @param broken takes what visitors get no page of */
    SiteJudge(HealthPolicy policy, Instant now, List<Message> broken, List<Message> attention, List<Message> missing,
            List<Message> unchecked) {
        this.policy = policy;
        this.now = now;
        this.broken = broken;
        this.attention = attention;
        this.missing = missing;
        this.unchecked = unchecked;
    }

    /** Whether a site answered as one that works. */
    static boolean serves(SiteReading reading) {
        return reading instanceof SiteReading.Answered answered && answered.status() < CLIENT_ERROR;
    }

    void judge(List<Site> sites, List<SiteReading> readings) {
        Map<String, SiteReading> bySite = readings.stream()
                .collect(Collectors.toMap(SiteReading::site, Function.identity(), (a, b) -> b));
        for (Site site : sites) {
            if (site.url() == null) {
                unchecked.add(Message.of("fleet.health.siteNoAddress", site.id()));
                continue;
            }
            SiteReading reading = bySite.get(site.id());
            if (reading == null) {
                missing.add(Message.of("fleet.health.siteNever", site.id()));
                continue;
            }
            switch (reading) {
                case SiteReading.NotAllowed none -> unchecked
                        .add(Message.of("fleet.health.siteUnmeasured", site.id(), none.reason()));
                case SiteReading.Unmeasured none -> missing
                        .add(Message.of("fleet.health.siteUnmeasured", site.id(), none.reason()));
                case SiteReading.Answered answer -> judge(answer);
            }
        }
    }

    private void judge(SiteReading.Answered answer) {
        String status = String.valueOf(answer.status());
        if (answer.status() >= SERVER_ERROR) {
            broken.add(Message.of("fleet.health.siteStatus", answer.site(), status));
        } else if (answer.status() == 401 || answer.status() == 403) {
            // Usual before a preproduction: it works, and its page was not seen.
            unchecked.add(Message.of("fleet.health.siteClosed", answer.site(), status));
        } else if (answer.status() >= CLIENT_ERROR) {
            attention.add(Message.of("fleet.health.siteStatus", answer.site(), status));
        }
        if (answer.firstByte().toMillis() > policy.siteFirstByteMillis()) {
            attention.add(Message.of("fleet.health.siteSlow", answer.site(),
                    String.valueOf(answer.firstByte().toMillis())));
        }
        Instant ends = answer.certificateEnds();
        if (ends != null && !ends.isAfter(now)) {
            attention.add(Message.of("fleet.health.certificateEnded", answer.site()));
        } else if (answer.certificateProblem() != null) {
            attention.add(Message.of("fleet.health.siteUnmeasured", answer.site(), answer.certificateProblem()));
        } else if (ends != null && Duration.between(now, ends).toDays() < policy.certificateDays()) {
            attention.add(Message.of("fleet.health.certificateEnds", answer.site(),
                    Duration.between(now, ends).toDays()));
        }
    }
}
