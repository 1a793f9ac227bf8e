package fr.touchweb.console.desktop.diagnose;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheStep;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run for stale content to compare the next one with.
 *
 * @param started milliseconds since 1970-01-01T00:00Z
 * @param steps from the browser to the file, those that were reached
 * @param sha256 digest of what was got, null without an answer
 */
@JsonInclude(Include.NON_NULL)
public record PastCache(long started, List<PastStep> steps, @Nullable String sha256) {
    public PastCache {
        steps = List.copyOf(steps);
    }

    /** A step of it. */
    public record PastStep(CacheStep.Place place, CacheStep.State state) {}

    static PastCache of(CacheReport report) {
        return new PastCache(report.started().toEpochMilli(),
                report.steps().stream().map(step -> new PastStep(step.place(), step.verdict())).toList(),
                report.step(CacheStep.Place.BROWSER).map(CacheStep::sha256).orElse(null));
    }

    /** What was found at a place, null when the run did not get there. */
    CacheStep.@Nullable State at(CacheStep.Place place) {
        return steps.stream().filter(step -> step.place() == place).map(PastStep::state).findFirst().orElse(null);
    }

    /** Whether both got something, and not the same. */
    boolean otherContent(PastCache other) {
        return sha256 != null && other.sha256 != null && !Objects.equals(sha256, other.sha256);
    }
}
