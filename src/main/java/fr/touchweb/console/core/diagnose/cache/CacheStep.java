package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of the guide (G44) with its own verdict.
 *
 * @param place where a stale copy may be
 * @param verdict what was found there
 * @param text the verdict in words
 * @param evidence what made it
 * @param probes requests that it rests on
 */
public record CacheStep(Place place, State verdict, Message text, List<Evidence> evidence, List<Probe> probes) {
    public CacheStep {
        evidence = List.copyOf(evidence);
        probes = List.copyOf(probes);
    }

    /** Where a copy may be, in the guide's order. */
    public enum Place {
        BROWSER, CDN, SERVER_CACHE, FILE;

        public Message title() {
            return Message.of("diagnose.cache.place." + name().toLowerCase(Locale.ROOT));
        }
    }

    /** What a step found. */
    public enum State {
        /** A stale copy is there. */
        STALE,
        /** A copy may be there and be stale: it is allowed to be kept, or its content cannot be compared. */
        POSSIBLE,
        /** A copy is there and is the same as the origin's. */
        FRESH,
        /** No cache there. */
        NONE,
        /** Could not be found out. */
        UNKNOWN
    }

    /** What was found, in a word or two; a file has no cache, it is the new one or it is not. */
    public Message state() {
        return state(place, verdict);
    }

    /** The same for a step of which no more is known. */
    public static Message state(Place place, State verdict) {
        return Message.of(place == Place.FILE && verdict == State.NONE
                ? "diagnose.cache.state.newer"
                : "diagnose.cache.state." + verdict.name().toLowerCase(Locale.ROOT));
    }

    /** Digest of what the step's first request got, null without an answer. */
    public @Nullable String sha256() {
        return probes.isEmpty() ? null : Digests.ofBody(probes.getFirst());
    }
}
