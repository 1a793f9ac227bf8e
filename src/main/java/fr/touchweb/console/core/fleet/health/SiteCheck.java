package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks the sites of servers for their first page, as a visitor does: one GET without following, whose body is not read
 * (G02). Politely: so many at once, and the same site again only after the time that the policy says; until then the last
 * reading stands. Any thread but the JavaFX one; blocks for at most the policy's limit a site.
 */
public final class SiteCheck {
    private static final String AGENT = "Console-TW (health check)";

    private final FleetPolicy policy;
    private final Clock clock;
    private final X509TrustManager trust;
    private final Semaphore room;
    private final Map<String, SiteReading> last = new ConcurrentHashMap<>();

    public SiteCheck(FleetPolicy policy, Clock clock) {
        this(policy, clock, WitnessTrust.ofSystem());
    }

    SiteCheck(FleetPolicy policy, Clock clock, X509TrustManager trust) {
        this.policy = policy;
        this.clock = clock;
        this.trust = trust;
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
                SiteReading now = measured(site, url);
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

    private SiteReading measured(String site, String url) throws InterruptedException {
        Instant at = clock.instant();
        WitnessTrust witness = new WitnessTrust(trust);
        try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(policy.siteLimit()).sslContext(context(witness))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(policy.siteLimit())
                    .header("User-Agent", AGENT).GET().build();
            long start = System.nanoTime();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Duration firstByte = Duration.ofNanos(System.nanoTime() - start);
            answer.body().close();
            client.shutdownNow();
            return new SiteReading.Answered(site, at, answer.statusCode(), firstByte, witness.ends(),
                    witness.problem());
        } catch (HttpTimeoutException e) {
            return new SiteReading.Unmeasured(site, at,
                    Message.of("fleet.site.slow", policy.siteLimit().toMillis() / 1000.0));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            return new SiteReading.Unmeasured(site, at, unreached(e));
        }
    }

    /** A name that the resolver does not know comes wrapped twice, and without words. */
    private static Message unreached(Throwable e) {
        Throwable deepest = e;
        String words = e.getMessage();
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
            words = deepest.getMessage() == null ? words : deepest.getMessage();
        }
        return deepest instanceof UnresolvedAddressException
                ? Message.of("fleet.site.noName")
                : Message.of("fleet.site.unreached", words == null ? deepest.getClass().getSimpleName() : words);
    }

    private static SSLContext context(TrustManager witness) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{witness}, null);
        return context;
    }
}
