package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ProofRequest;
import fr.touchweb.console.core.diagnose.proof.ProofSearch;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest.Measure;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs diagnoses of redirects (reference C.1 and C.2). */
public final class RedirectRunner implements RedirectDiagnosis {
    /** Probes without an answer after which asking on only costs time. */
    private static final int FAILURES = 2;

    private final RedirectPolicy policy;
    private final RequestPolicy requests;
    private final Pace pace;
    private final Names names;
    private final ProofSearch proofs;
    private final InstantSource clock;

    public RedirectRunner(RedirectPolicy policy, RequestPolicy requests, Pace pace, Names names, ProofSearch proofs,
            InstantSource clock) {
        this.policy = policy;
        this.requests = requests;
        this.pace = pace;
        this.names = names;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** A user agent that no other request has, so that logs can be searched for it. */
    static String userAgent() {
        return "Mozilla/5.0 (compatible; ConsoleTW; diag/" + UUID.randomUUID() + ")";
    }

    @Override
    public RedirectReport run(RedirectRequest request, Vantage from, TaskControl control, RedirectListener listener)
            throws InterruptedException {
        Budget budget = new Budget(requests, pace);
        LiveReport live = new LiveReport(request, policy, from.name(), budget, listener, clock.instant());
        ChainWalk walk = new ChainWalk(request, from, budget, names, policy.hops(), userAgent());
        from.remarks(request.address()).forEach(live::remark);
        Message drawing = Message.of("diagnose.step.chain");
        control.message(drawing);
        live.tell(drawing);
        live.chain(walk.walk(control, chain -> {
            live.chain(chain);
            live.tell(drawing);
        }));
        if (request.measure() != Measure.NONE) {
            live.tell(Message.of("diagnose.step.measure"));
            for (int hop : wanted(live.chain(), request.measure())) {
                measure(live, hop, from, budget, control);
            }
        }
        return live.tell(null);
    }

    private static List<Integer> wanted(RedirectChain chain, Measure which) {
        Hop telling = chain.telling();
        if (telling == null) {
            return List.of();
        }
        List<Integer> first = List.of(telling.number());
        return which == Measure.TELLING
                ? first
                : Stream.concat(first.stream(),
                        chain.hops().stream().map(Hop::number).filter(n -> n != telling.number())).toList();
    }

    @Override
    public RedirectReport measure(RedirectReport report, int hop, Vantage from, TaskControl control,
            RedirectListener listener) throws InterruptedException {
        Budget budget = new Budget(requests, pace);
        LiveReport live = LiveReport.of(report, policy, from.name(), budget, listener, clock.instant());
        live.measure(hop).restart();
        ProbeRequest request = request(report, hop, userAgent());
        Probe warmUp = budget.ask(request, from, true, control);
        if (warmUp != null) {
            live.measure(hop).add(Sample.Role.WARM_UP, warmUp);
            if (warmUp.answer() == null && warmUp.problem() != null) {
                live.remark(warmUp.problem().text());
                return live.tell(null);
            }
            if (!live.measure(hop).same(warmUp)) {
                live.remark(Message.of("diagnose.remark.other-answer", from.name(), warmUp.status()));
            }
        }
        measure(live, hop, from, budget, control);
        return live.tell(null);
    }

    @Override
    public RedirectReport prove(RedirectReport report, int hop, Vantage from, ServerSide server, TaskControl control,
            RedirectListener listener) throws InterruptedException {
        Budget budget = new Budget(requests, pace);
        LiveReport live = LiveReport.of(report, policy, report.from(), budget, listener, clock.instant());
        Message step = Message.of("diagnose.step.prove", server.id());
        control.message(step);
        live.tell(step);
        String agent = userAgent();
        ProbeRequest request = request(report, hop, agent);
        Hop about = live.measure(hop).hop();
        ProofRequest wanted = new ProofRequest(about.address(), about.probe(), request, agent,
                () -> budget.ask(request, from, true, control));
        live.measure(hop).prove(proofs.search(wanted, server, control));
        return live.tell(null);
    }

    /** The request of a hop as the chain made it, the cookies that came before it included. */
    private ProbeRequest request(RedirectReport report, int hop, String agent) {
        RedirectRequest asked = report.request();
        Cookies cookies = new Cookies();
        report.chain().hops().stream().filter(h -> h.number() < hop).forEach(h -> {
            if (h.probe().answer() != null) {
                cookies.take(h.address(), h.probe().answer());
            }
        });
        Hop about = report.chain().hops().get(hop - 1);
        boolean own = about.address().host().equals(asked.address().host());
        Credentials credentials = own ? asked.credentials() : null;
        return ProbeRequest.of(about.address(), agent).with(credentials).pinnedTo(own ? asked.pinned() : null, -1)
                .of(asked.family()).acceptingBadCertificate(asked.acceptBadCertificate())
                .withHeaders(cookies.headers(about.address()));
    }

    private void measure(LiveReport live, int number, Vantage from, Budget budget, TaskControl control)
            throws InterruptedException {
        HopMeasure measure = live.measure(number);
        Hop hop = measure.hop();
        if (hop.kind() == Hop.Kind.FAILED || hop.probe().answer() == null) {
            return;
        }
        RedirectReport so = live.tell(Message.of("diagnose.step.measure"));
        ProbeRequest target = pinned(request(so, number, userAgent()), hop.probe());
        ProbeRequest icon = control(live.chain(), hop, target);
        String host = hop.address().host();
        int most = policy.probes();
        int failures = 0;
        while (true) {
            boolean timeForControl = icon != null && measure.controls() < policy.controls()
                    && measure.controls() < (measure.probes() + 1) / 2
                    && budget.left(host) > most - measure.probes();
            boolean enough = measure.probes() >= most;
            if (enough && !timeForControl) {
                boolean undecided = measure.diagnosis().judgement().verdict() == Verdict.UNDETERMINED;
                if (!undecided || most >= policy.mostProbes()) {
                    break;
                }
                most = policy.mostProbes();
                continue;
            }
            Probe probe = budget.ask(timeForControl ? Objects.requireNonNull(icon) : target, from, false, control);
            if (probe == null) {
                if (budget.stopped(host)) {
                    live.remark(Message.of("diagnose.end.stopped", host));
                } else if (measure.probes() < policy.probes()) {
                    live.remark(Message.of("diagnose.remark.budget", host, measure.probes(), policy.probes()));
                }
                break;
            }
            boolean sampled = measure.add(timeForControl ? Sample.Role.CONTROL : Sample.Role.TARGET, probe);
            if (!sampled) {
                if (timeForControl) {
                    icon = null;
                } else {
                    failures++;
                    if (probe.problem() != null) {
                        live.remark(Message.of("diagnose.remark.lost-probe", probe.problem().text()));
                    }
                }
            } else if (!timeForControl && !measure.same(probe)) {
                live.remark(Message.of("diagnose.remark.changed", probe.status(), hop.status()));
            }
            Message step = Message.of("diagnose.step.probe", measure.probes(), most);
            control.message(step);
            control.progress(Math.min(1, measure.probes() / (double) most));
            live.tell(step);
            if (failures >= FAILURES) {
                break;
            }
        }
        measure.finish();
        if (hop.probe().phases().connect() != null
                && measure.diagnosis().timing().roundTrip() > policy.farRoundTripMillis()) {
            live.remark(Message.of("diagnose.remark.far", measure.diagnosis().timing().roundTrip()));
        }
    }

    /** Pins the address that answered the chain, so that no other machine behind the name mixes in. */
    private static ProbeRequest pinned(ProbeRequest request, Probe first) {
        InetSocketAddress peer = first.peer();
        return peer == null ? request : request.pinnedTo(peer.getAddress(), peer.getPort());
    }

    /** Something on the same host that no application answers: the step to HTTPS, else the icon of the site. */
    private @Nullable ProbeRequest control(RedirectChain chain, Hop hop, ProbeRequest target) {
        Hop toHttps = chain.hops().stream()
                .filter(h -> h.kind() == Hop.Kind.TO_HTTPS && h != hop
                        && h.address().host().equals(hop.address().host()))
                .findFirst().orElse(null);
        if (toHttps != null) {
            return pinned(ProbeRequest.of(toHttps.address(), target.userAgent()), toHttps.probe());
        }
        try {
            WebAddress icon = hop.address().with("/favicon.ico");
            ProbeRequest request = ProbeRequest.of(icon, target.userAgent()).with(target.credentials())
                    .acceptingBadCertificate(target.acceptBadCertificate());
            return pinned(request, hop.probe());
        } catch (DiagnoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
