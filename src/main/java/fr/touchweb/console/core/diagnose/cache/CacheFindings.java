package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Fact;
import fr.touchweb.console.core.diagnose.cache.CacheStep.Place;
import fr.touchweb.console.core.diagnose.cache.CacheStep.State;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.policy.CachePolicy;
import fr.touchweb.console.core.text.Message;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one run found so far, and the verdict of each step that follows from it. For one thread. */
final class CacheFindings {
    @Nullable
    Probe plain;
    @Nullable
    Probe random;
    @Nullable
    Probe webp;
    @Nullable
    Probe origin;
    @Nullable
    Probe cors;
    FileOnServer.@Nullable Seen file;

    private final CacheRequest request;
    private final CachePolicy policy;
    private final Instant now;
    private @Nullable String mediaAddress;

    CacheFindings(CacheRequest request, CachePolicy policy, Instant now) {
        this.request = request;
        this.policy = policy;
        this.now = now;
    }

    boolean isImage() {
        String path = request.address().path().toLowerCase(Locale.ROOT);
        return path.matches(".*\\.(jpe?g|png|gif)$") || plain != null && plain.answer() != null
                && plain.answer().says("Content-Type", "image/") && !plain.answer().says("Content-Type", "svg");
    }

    /** Fonts and scripts are the ones that browsers refuse from another host (G51). */
    boolean needsCors() {
        String path = request.address().path().toLowerCase(Locale.ROOT);
        return path.matches(".*\\.(woff2?|ttf|otf|eot|m?js|css|json)$");
    }

    /** Where the host of the file and that of the site lead. */
    void addresses(Names names) {
        try {
            mediaAddress = String.join(", ", names.resolve(request.address().host(), request.address().port()).stream()
                    .map(InetSocketAddress::getAddress).map(a -> a.getHostAddress()).toList());
        } catch (UnknownHostException e) {
            mediaAddress = null;
        }
    }

    List<CacheStep> steps() {
        Probe first = plain;
        if (first == null) {
            return List.of();
        }
        HttpAnswer answer = first.answer();
        if (answer == null) {
            return List.of(new CacheStep(Place.BROWSER, State.UNKNOWN, first.problem() == null
                    ? Message.of("diagnose.cache.no-answer")
                    : first.problem().text(), List.of(), List.of(first)));
        }
        if (random == null) {
            return List.of();
        }
        List<CacheStep> steps = new ArrayList<>();
        State shared = shared(answer);
        steps.add(browser(answer, shared));
        steps.add(cdn(answer, shared));
        steps.add(serverCache(answer, shared));
        if (file != null) {
            steps.add(file(answer));
        }
        return steps;
    }

    /** Whether some cache on the way keeps an old copy: what it gives differs from what lies behind it. */
    private State shared(HttpAnswer answer) {
        String plainDigest = digest(plain);
        String behind = behind();
        if (answer.status() != 200 || plainDigest == null || behind == null) {
            return State.UNKNOWN;
        }
        if (plainDigest.equals(behind)) {
            return State.FRESH;
        }
        boolean dynamic = answer.says("Content-Type", "text/html") && !keeps(answer);
        return dynamic ? State.POSSIBLE : State.STALE;
    }

    /**
     * Digest of what lies behind the caches: the file itself where it is served untouched, else what a way past the caches
     * gave, one that differs first: an origin with a cache of its own may give the old copy too.
     */
    private @Nullable String behind() {
        String onDisk = file == null ? null : file.sha256();
        if (onDisk != null && Stream.of(random, origin).anyMatch(p -> onDisk.equals(digest(p)))) {
            return onDisk;
        }
        String first = digest(plain);
        List<String> ways = Stream.of(digestOf200(origin), digestOf200(random)).filter(Objects::nonNull)
                .map(Objects::requireNonNull).toList();
        return ways.stream().filter(way -> !way.equals(first)).findFirst()
                .orElse(ways.isEmpty() ? null : ways.getFirst());
    }

    private static boolean keeps(HttpAnswer answer) {
        return CdnSigns.hit(answer) || answer.header("X-Varnish").filter(v -> v.strip().contains(" ")).isPresent()
                || answer.says("X-Cache-Status", "hit") || answer.header("Age").filter(a -> !a.equals("0")).isPresent();
    }

    private CacheStep browser(HttpAnswer answer, State shared) {
        List<Evidence> seen = headers(answer, List.of("Cache-Control", "Expires", "ETag", "Last-Modified"));
        List<Probe> probes = List.of(Objects.requireNonNull(plain));
        if (shared == State.STALE) {
            return new CacheStep(Place.BROWSER, State.NONE, Message.of("diagnose.cache.browser.not-it"), seen, probes);
        }
        boolean never = answer.says("Cache-Control", "no-store") || answer.says("Cache-Control", "no-cache");
        Long life = Lifetime.seconds(answer, now);
        if (never || life != null && life <= 0) {
            return new CacheStep(Place.BROWSER, State.NONE, Message.of("diagnose.cache.browser.never"), seen, probes);
        }
        return new CacheStep(Place.BROWSER, State.POSSIBLE, life == null
                ? Message.of("diagnose.cache.browser.heuristic")
                : Message.of("diagnose.cache.browser.keeps", life), seen, probes);
    }

    private CacheStep cdn(HttpAnswer answer, State shared) {
        String network = CdnSigns.network(answer);
        List<Evidence> seen = headers(answer, List.of("CF-Cache-Status", "X-Cache", "Age", "Via", "X-CDN-Pop"));
        List<Probe> probes = Stream.of(plain, random, origin).filter(Objects::nonNull).map(Objects::requireNonNull)
                .toList();
        if (shared == State.UNKNOWN) {
            return new CacheStep(Place.CDN, State.UNKNOWN, Message.of("diagnose.cache.not-comparable"), seen, probes);
        }
        if (shared == State.FRESH) {
            return new CacheStep(Place.CDN, network == null ? State.NONE : State.FRESH,
                    Message.of("diagnose.cache.cdn.same"), seen, probes);
        }
        boolean originStale = origin != null && Objects.equals(digest(origin), digest(plain));
        if (network == null) {
            return new CacheStep(Place.CDN, originStale || CdnSigns.serverCache(answer) != null
                    ? State.NONE
                    : State.POSSIBLE, Message.of("diagnose.cache.cdn.no-sign"), seen, probes);
        }
        if (originStale) {
            return new CacheStep(Place.CDN, State.POSSIBLE, Message.of("diagnose.cache.cdn.behind", network), seen,
                    probes);
        }
        boolean proven = origin != null || CdnSigns.serverCache(answer) == null;
        return new CacheStep(Place.CDN, shared == State.STALE && proven ? State.STALE : State.POSSIBLE,
                Message.of(proven ? "diagnose.cache.cdn.stale" : "diagnose.cache.cdn.either", network), seen, probes);
    }

    private CacheStep serverCache(HttpAnswer answer, State shared) {
        String cache = CdnSigns.serverCache(answer);
        List<Evidence> seen = headers(answer, List.of("X-Varnish", "X-Cache-Status", "X-Mod-Pagespeed", "X-Page-Speed",
                "X-Magento-Cache-Debug", "X-Drupal-Cache", "X-LiteSpeed-Cache"));
        List<Probe> probes = Stream.of(plain, random, origin).filter(Objects::nonNull).map(Objects::requireNonNull)
                .toList();
        boolean pagespeed = file != null && Boolean.TRUE.equals(file.pagespeed());
        String named = cache == null && pagespeed ? "PageSpeed" : cache;
        if (shared == State.UNKNOWN) {
            return new CacheStep(Place.SERVER_CACHE, State.UNKNOWN, Message.of("diagnose.cache.not-comparable"), seen,
                    probes);
        }
        if (shared == State.FRESH) {
            return new CacheStep(Place.SERVER_CACHE, named == null ? State.NONE : State.FRESH,
                    Message.of("diagnose.cache.server.same"), seen, probes);
        }
        boolean originFresh = origin != null && !Objects.equals(digest(origin), digest(plain));
        boolean cdn = CdnSigns.network(answer) != null;
        if (originFresh && cdn) {
            return new CacheStep(Place.SERVER_CACHE, State.FRESH, Message.of("diagnose.cache.server.fresh"), seen,
                    probes);
        }
        if (named == null && cdn && origin == null) {
            return new CacheStep(Place.SERVER_CACHE, State.UNKNOWN, Message.of("diagnose.cache.server.behind"), seen,
                    probes);
        }
        if (named == null) {
            return new CacheStep(Place.SERVER_CACHE, State.POSSIBLE, Message.of("diagnose.cache.server.no-sign"), seen,
                    probes);
        }
        return new CacheStep(Place.SERVER_CACHE, shared == State.STALE && (!cdn || origin != null)
                ? State.STALE
                : State.POSSIBLE, Message.of("diagnose.cache.server.stale", named), seen, probes);
    }

    private CacheStep file(HttpAnswer answer) {
        FileOnServer.Seen seen = Objects.requireNonNull(file);
        List<Evidence> evidence = new ArrayList<>(seen.gaps().stream().map(Evidence::neutral).toList());
        String path = seen.path();
        Instant modified = seen.modified();
        if (path == null || seen.sha256() == null || modified == null) {
            return new CacheStep(Place.FILE, State.UNKNOWN, Message.of("diagnose.cache.file.unknown"), evidence,
                    List.of());
        }
        evidence.add(Evidence.neutral(Message.of("diagnose.cache.file.facts", path, modified,
                seen.sha256().substring(0, 12))));
        if (seen.sha256().equals(digest(plain))) {
            return new CacheStep(Place.FILE, State.FRESH, Message.of("diagnose.cache.file.same"), evidence, List.of());
        }
        boolean behind = Stream.of(random, origin).anyMatch(p -> seen.sha256().equals(digest(p)));
        return behind
                ? new CacheStep(Place.FILE, State.NONE, Message.of("diagnose.cache.file.newer"), evidence, List.of())
                : new CacheStep(Place.FILE, State.POSSIBLE, Message.of("diagnose.cache.file.other"), evidence,
                        List.of());
    }

    List<Fact> facts() {
        return plain == null || plain.answer() == null || random == null
                ? List.of()
                : new CacheFacts(request, policy, now).of(this, plain.answer(), mediaAddress);
    }

    static @Nullable String digest(@Nullable Probe probe) {
        return probe == null ? null : Digests.ofBody(probe);
    }

    private static @Nullable String digestOf200(@Nullable Probe probe) {
        return probe == null || probe.status() != 200 ? null : Digests.ofBody(probe);
    }

    private static List<Evidence> headers(HttpAnswer answer, List<String> names) {
        return names.stream().flatMap(name -> answer.headers(name).stream()
                .map(value -> Evidence.neutral(Message.of("diagnose.cache.header", name, value)))).toList();
    }
}
