package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis so far; a listener gets one after each step, the last one is the result. Immutable.
 *
 * @param request what was asked for
 * @param from where the requests came from
 * @param chain the hops
 * @param hops one diagnosis a hop of the chain, in the same order
 * @param requests requests used and allowed, per host
 * @param started when it began
 * @param elapsed how long it took so far
 * @param step what is being done now, null at the end
 * @param remarks what a person should know of the whole: what could not be asked, and why
 */
public record RedirectReport(RedirectRequest request, Message from, RedirectChain chain, List<HopDiagnosis> hops,
        List<RequestCount> requests, Instant started, Duration elapsed, @Nullable Message step,
        List<Message> remarks) {
    public RedirectReport {
        hops = List.copyOf(hops);
        requests = List.copyOf(requests);
        remarks = List.copyOf(remarks);
    }

    /** The diagnosis of a hop by its number. */
    public Optional<HopDiagnosis> hop(int number) {
        return hops.stream().filter(h -> h.hop().number() == number).findFirst();
    }

    /** Whether nothing more comes. */
    public boolean finished() {
        return step == null;
    }
}
