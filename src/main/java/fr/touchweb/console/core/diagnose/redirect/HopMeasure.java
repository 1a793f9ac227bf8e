package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.sign.Signatures;
import fr.touchweb.console.core.policy.RedirectPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The growing measure of one hop. For one run. */
final class HopMeasure {
    private final Hop hop;
    private final RedirectPolicy policy;
    private final List<Evidence> signs;
    private final List<Timings.Raw> raw = new ArrayList<>();
    private @Nullable Proof proof;
    private boolean provisional = true;

    HopMeasure(Hop hop, RedirectPolicy policy) {
        this.hop = hop;
        this.policy = policy;
        HttpAnswer answer = hop.probe().answer();
        signs = answer == null ? List.of() : new Signatures(policy.decibans()).of(answer, hop.address(), hop.target());
        add(Sample.Role.WARM_UP, hop.probe());
    }

    /** Goes on from what was measured before. */
    static HopMeasure of(HopDiagnosis before, RedirectPolicy policy) {
        HopMeasure measure = new HopMeasure(before.hop(), policy);
        measure.proof = before.proof();
        measure.provisional = before.provisional();
        measure.raw.clear();
        before.timing().samples().forEach(s -> measure.raw.add(
                new Timings.Raw(s.role(), s.connect(), s.waiting(), before.timing().browser(), s.dropped())));
        return measure;
    }

    Hop hop() {
        return hop;
    }

    /** Forgets the samples: another place has another network. */
    void restart() {
        raw.clear();
    }

    /** Takes a sample; whether it was one. */
    boolean add(Sample.Role role, Probe probe) {
        Phases phases = probe.phases();
        if (phases.connect() == null || phases.firstByte() == null) {
            return false;
        }
        raw.add(new Timings.Raw(role, Phases.millis(phases.connect()), Phases.millis(phases.firstByte()),
                Phases.millis(phases.timeToFirstByte()), role == Sample.Role.TARGET && !same(probe)));
        return true;
    }

    /** Whether an answer is the one that the hop is about. */
    boolean same(Probe probe) {
        HttpAnswer first = hop.probe().answer();
        HttpAnswer now = probe.answer();
        return first != null && now != null && first.status() == now.status()
                && Objects.equals(first.header("Location"), now.header("Location"));
    }

    void prove(Proof value) {
        proof = value;
    }

    void finish() {
        provisional = false;
    }

    int probes() {
        return (int) raw.stream().filter(r -> r.role() == Sample.Role.TARGET).count();
    }

    int controls() {
        return (int) raw.stream().filter(r -> r.role() == Sample.Role.CONTROL).count();
    }

    HopDiagnosis diagnosis() {
        Timing timing = Timings.of(raw, policy);
        List<Evidence> seen = new ArrayList<>(signs);
        if (proof != null) {
            seen.addAll(proof.evidence());
        }
        return new HopDiagnosis(hop, timing, new Judge(policy).judge(seen, timing), proof, provisional);
    }
}
