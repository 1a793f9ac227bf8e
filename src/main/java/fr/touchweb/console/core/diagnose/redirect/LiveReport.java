package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report of a run while it grows; tells the listener. For one thread. */
final class LiveReport {
    private final RedirectRequest request;
    private final RedirectPolicy policy;
    private final Message from;
    private final Budget budget;
    private final RedirectListener listener;
    private final Instant started;
    private final long start = System.nanoTime();
    private final List<HopMeasure> measures = new ArrayList<>();
    private final List<Message> remarks = new ArrayList<>();
    private RedirectChain chain = RedirectChain.EMPTY;

    LiveReport(RedirectRequest request, RedirectPolicy policy, Message from, Budget budget, RedirectListener listener,
            Instant started) {
        this.request = request;
        this.policy = policy;
        this.from = from;
        this.budget = budget;
        this.listener = listener;
        this.started = started;
    }

    /** Goes on from a report that is there. */
    static LiveReport of(RedirectReport before, RedirectPolicy policy, Message from, Budget budget,
            RedirectListener listener, Instant started) {
        LiveReport live = new LiveReport(before.request(), policy, from, budget, listener, started);
        live.chain = before.chain();
        before.hops().forEach(hop -> live.measures.add(HopMeasure.of(hop, policy)));
        live.remarks.addAll(before.remarks());
        return live;
    }

    void chain(RedirectChain value) {
        chain = value;
        for (Hop hop : value.hops().subList(measures.size(), value.hops().size())) {
            measures.add(new HopMeasure(hop, policy));
        }
    }

    RedirectChain chain() {
        return chain;
    }

    HopMeasure measure(int hop) {
        return measures.get(hop - 1);
    }

    List<HopMeasure> measures() {
        return measures;
    }

    void remark(Message text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    RedirectReport tell(@Nullable Message step) {
        RedirectReport report = new RedirectReport(request, from, chain,
                measures.stream().map(HopMeasure::diagnosis).toList(), budget.counts(), started,
                Duration.ofNanos(System.nanoTime() - start), step, remarks);
        listener.changed(report);
        return report;
    }
}
