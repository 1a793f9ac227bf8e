package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.Budget;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.policy.CachePolicy;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the wizard for stale content (reference C.3): plain, with a random parameter, as webp, from the origin, with Origin. */
public final class CacheRunner implements CacheDiagnosis {
    private static final String AGENT = "Mozilla/5.0 (compatible; ConsoleTW; cache)";

    private final CachePolicy policy;
    private final RequestPolicy requests;
    private final ProofPolicy proof;
    private final Pace pace;
    private final Names names;
    private final InstantSource clock;

    public CacheRunner(CachePolicy policy, RequestPolicy requests, ProofPolicy proof, Pace pace, Names names,
            InstantSource clock) {
        this.policy = policy;
        this.requests = requests;
        this.proof = proof;
        this.pace = pace;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public CacheReport run(CacheRequest request, Vantage from, @Nullable ServerSide server, TaskControl control,
            CacheListener listener) throws InterruptedException {
        return new Run(request, from, server, control, listener).run();
    }

    /** One run; for one thread. */
    private final class Run {
        private final CacheRequest request;
        private final Vantage from;
        private final @Nullable ServerSide server;
        private final TaskControl control;
        private final CacheListener listener;
        private final Budget budget = new Budget(requests, pace);
        private final Instant started = clock.instant();
        private final long start = System.nanoTime();
        private final CacheFindings findings;
        private int asked;

        Run(CacheRequest request, Vantage from, @Nullable ServerSide server, TaskControl control,
                CacheListener listener) {
            this.request = request;
            this.from = from;
            this.server = server;
            this.control = control;
            this.listener = listener;
            this.findings = new CacheFindings(request, policy, started);
        }

        CacheReport run() throws InterruptedException {
            WebAddress address = request.address();
            tell(Message.of("diagnose.cache.step.plain"));
            findings.plain = ask(address, List.of(), false);
            if (findings.plain == null || findings.plain.answer() == null) {
                return tell(null);
            }
            tell(Message.of("diagnose.cache.step.random"));
            findings.random = ask(address.withParameter("t", UUID.randomUUID().toString().substring(0, 8)), List.of(),
                    false);
            if (findings.isImage()) {
                tell(Message.of("diagnose.cache.step.webp"));
                findings.webp = ask(address, List.of(new Header("Accept", "image/webp,image/*;q=0.8")), false);
            }
            if (request.origin() != null) {
                tell(Message.of("diagnose.cache.step.origin"));
                findings.origin = ask(address, List.of(), true);
            }
            WebAddress site = request.siteUrl();
            if (site != null && !site.host().equals(address.host()) && findings.needsCors()) {
                tell(Message.of("diagnose.cache.step.cors"));
                findings.cors = ask(address, List.of(new Header("Origin", site.scheme() + "://" + site.authority())),
                        false);
            }
            ServerSide side = server;
            if (side != null) {
                tell(Message.of("diagnose.cache.step.file"));
                findings.file = new FileOnServer(requests, proof).look(side, request);
            }
            findings.addresses(names);
            return tell(null);
        }

        private @Nullable Probe ask(WebAddress address, List<Header> headers, boolean pinned)
                throws InterruptedException {
            if (asked >= policy.requests()) {
                return null;
            }
            asked++;
            ProbeRequest probe = ProbeRequest.of(address, AGENT).with(request.credentials()).withHeaders(headers)
                    .acceptingBadCertificate(request.acceptBadCertificate() || pinned)
                    .reading(ProbeRequest.Body.WHOLE).pinnedTo(pinned ? request.origin() : null, -1);
            return budget.ask(probe, from, true, control);
        }

        /** Of the few requests that a run for stale content may make. */
        private List<RequestCount> counts() {
            return budget.counts().stream().map(count -> new RequestCount(count.host(), count.used(),
                    Math.min(count.most(), policy.requests()), count.stopped())).toList();
        }

        private CacheReport tell(@Nullable Message step) {
            if (step != null) {
                control.message(step);
            }
            List<CacheStep> steps = findings.steps();
            List<CacheReport.Fact> facts = findings.facts();
            CacheReport report = new CacheReport(request, steps, facts,
                    step == null ? CacheAdvice.of(steps, facts, request) : List.of(), counts(), started,
                    Duration.ofNanos(System.nanoTime() - start), step);
            listener.changed(report);
            return report;
        }
    }
}
