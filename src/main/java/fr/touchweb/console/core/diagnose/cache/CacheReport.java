package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wizard so far; a listener gets one after each step. Immutable.
 *
 * @param steps browser, CDN, server cache, file; those that were reached
 * @param facts what else was found: media address, CDN, webp, CORS, expiry, PageSpeed
 * @param advice what to do, first things first
 * @param requests requests used and allowed, per host
 * @param step what is being done now, null at the end
 */
public record CacheReport(CacheRequest request, List<CacheStep> steps, List<Fact> facts, List<Advice> advice,
        List<RequestCount> requests, Instant started, Duration elapsed, @Nullable Message step) {
    public CacheReport {
        steps = List.copyOf(steps);
        facts = List.copyOf(facts);
        advice = List.copyOf(advice);
        requests = List.copyOf(requests);
    }

    /** The step of a place, empty when it was not reached. */
    public Optional<CacheStep> step(CacheStep.Place place) {
        return steps.stream().filter(s -> s.place() == place).findFirst();
    }

    public boolean finished() {
        return step == null;
    }

    /**
     * Something worth knowing.
     *
     * @param code stable name: {@code media-url}, {@code cdn}, {@code preproduction-cdn}, {@code webp}, {@code cors},
     *        {@code expires}, {@code htaccess-expires}, {@code pagespeed}, {@code lifetime}, {@code origin}
     * @param tone how to show it
     * @param text in words
     * @param documented whether the sign is known from documents only and was not measured by its makers
     */
    public record Fact(String code, Tone tone, Message text, boolean documented) {}

    /** How a fact is meant. */
    public enum Tone {
        NEUTRAL, GOOD, WARNING, DANGER, UNKNOWN
    }

    /**
     * What to do next.
     *
     * @param text in words
     * @param request text to send to the house or to the client when only they can do it, null when the person can
     */
    public record Advice(Message text, @Nullable Message request) {}
}
