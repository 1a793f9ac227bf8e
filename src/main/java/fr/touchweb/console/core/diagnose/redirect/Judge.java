package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Evidence.Kind;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.policy.RedirectPolicy.Decibans;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weighs evidence. What the server proves decides; else a cache that says so; else the family with the most decibans. Time
 * alone never makes a verdict certain (design rule C3).
 */
public final class Judge {
    private final RedirectPolicy policy;
    private final Decibans weights;

    public Judge(RedirectPolicy policy) {
        this.policy = policy;
        this.weights = policy.decibans();
    }

    /**
     * Judges one answer.
     *
     * @param seen evidence of its head and body, and of the server
     * @param timing what was measured
     */
    public Judgement judge(List<Evidence> seen, Timing timing) {
        List<Evidence> all = new ArrayList<>(seen);
        // The server's own figure is the better one of the same time; both would count it twice.
        if (seen.stream().noneMatch(e -> e.kind() == Kind.TIMING)) {
            timing(timing, all);
        }
        all.sort(Comparator.comparing(Evidence::kind).thenComparing(Evidence::decibans, Comparator.reverseOrder()));
        List<Evidence> proofs = all.stream().filter(e -> e.kind() == Kind.PROOF && e.family() != null).toList();
        if (!proofs.isEmpty()) {
            return proven(proofs, all);
        }
        Evidence kept = all.stream().filter(e -> e.family() == Family.CACHE && e.decibans() >= weights.medium())
                .findFirst().orElse(null);
        if (kept != null) {
            return new Judgement(Verdict.CACHE, kept.origin(), level(kept.decibans(), false), all);
        }
        return weighed(all, timing.doubt() != null);
    }

    private Judgement proven(List<Evidence> proofs, List<Evidence> all) {
        Evidence first = proofs.stream().filter(e -> e.origin() != null).findFirst().orElse(proofs.getFirst());
        boolean agreed = proofs.stream().allMatch(e -> e.family() == first.family());
        Origin origin = first.origin() != null ? first.origin() : best(all, first.family());
        Verdict verdict = switch (Objects.requireNonNull(first.family())) {
            case CACHE -> Verdict.CACHE;
            case APPLICATION -> Verdict.APPLICATION;
            // A server that says "not the application" and no more leaves the vhost and the .htaccess open.
            case FRONT_END -> origin == Origin.HTACCESS
                    ? Verdict.HTACCESS
                    : first.origin() == null && origin == Origin.APACHE || origin == null
                            ? Verdict.BEFORE_APPLICATION
                            : Verdict.FRONT_END;
        };
        if (verdict == Verdict.APPLICATION && origin == Origin.PHP) {
            Origin named = best(all, Family.APPLICATION);
            origin = named == null ? origin : named;
        }
        return new Judgement(verdict, origin, agreed ? Confidence.CERTAIN : Confidence.HIGH, all);
    }

    private Judgement weighed(List<Evidence> all, boolean doubtful) {
        Side front = side(all, Family.FRONT_END);
        Side application = side(all, Family.APPLICATION);
        Side winner = front.whole >= application.whole ? front : application;
        Side loser = winner == front ? application : front;
        int lead = winner.whole - loser.whole;
        if (lead < weights.least()) {
            return new Judgement(Verdict.UNDETERMINED, null, Confidence.LOW, all);
        }
        Confidence confidence = level(lead, loser.strongest >= weights.contradiction());
        if (winner.untimed < weights.medium() && confidence == Confidence.CERTAIN) {
            confidence = Confidence.HIGH;
        }
        if (doubtful && winner.untimed - loser.untimed < weights.medium()) {
            confidence = Confidence.LOW;
        }
        Verdict verdict;
        if (winner == application) {
            verdict = Verdict.APPLICATION;
        } else {
            verdict = winner.origin == Origin.HAPROXY || winner.origin == Origin.NGINX
                    ? Verdict.FRONT_END
                    : Verdict.BEFORE_APPLICATION;
        }
        return new Judgement(verdict, winner.origin, confidence, all);
    }

    private Confidence level(int decibans, boolean contradicted) {
        return decibans >= weights.certain() && !contradicted
                ? Confidence.CERTAIN
                : decibans >= weights.high()
                        ? Confidence.HIGH
                        : decibans >= weights.medium() ? Confidence.MEDIUM : Confidence.LOW;
    }

    /** All evidence for one family. */
    private record Side(int whole, int untimed, int strongest, @Nullable Origin origin) {}

    private static Side side(List<Evidence> all, Family family) {
        Origin origin = best(all, family);
        int whole = 0;
        int untimed = 0;
        int strongest = 0;
        for (Evidence each : all) {
            // Front ends exclude each other; PHP carries whatever application speaks.
            boolean counts = each.family() == family
                    && (family == Family.APPLICATION || each.origin() == null || each.origin() == origin);
            if (counts) {
                whole += each.decibans();
                untimed += each.kind() == Kind.TIMING ? 0 : each.decibans();
                strongest = Math.max(strongest, each.decibans());
            }
        }
        return new Side(whole, untimed, strongest, origin);
    }

    private static @Nullable Origin best(List<Evidence> all, @Nullable Family family) {
        Map<Origin, Integer> sums = new EnumMap<>(Origin.class);
        for (Evidence each : all) {
            if (each.family() == family && each.origin() != null) {
                sums.merge(each.origin(), Math.max(1, each.decibans()), Integer::sum);
            }
        }
        if (family == Family.APPLICATION && sums.keySet().stream().anyMatch(o -> o != Origin.PHP)) {
            sums.remove(Origin.PHP);
        }
        return sums.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(null);
    }

    private void timing(Timing timing, List<Evidence> all) {
        double median = timing.median();
        if (Double.isNaN(median)) {
            return;
        }
        int below = policy.frontEndBelowMillis();
        int above = policy.applicationAboveMillis();
        boolean measured = timing.coverage() * 100 >= policy.coveragePercent();
        double second = second(timing);
        if (measured && timing.high() < below) {
            all.add(timed(Family.FRONT_END, weights.timingBefore(), "diagnose.time.before", timing, below));
        } else if (measured && timing.low() > above) {
            all.add(timed(Family.APPLICATION, weights.timingApplication(), "diagnose.time.application", timing, above));
        } else if (second < below && median < policy.likelyBelowMillis()) {
            all.add(timed(Family.FRONT_END, weights.timingLeaning(), "diagnose.time.rather-before", timing, below));
            near(timing, all);
        } else if (median > above) {
            all.add(timed(Family.APPLICATION, weights.timingLeaning(), "diagnose.time.rather-application", timing,
                    above));
        } else {
            all.add(Evidence.neutral(
                    Message.of("diagnose.time.between", median, timing.low(), timing.high(), below, above)));
            near(timing, all);
        }
    }

    private void near(Timing timing, List<Evidence> all) {
        double difference = timing.median() - timing.control();
        if (timing.probes() > 0 && difference < policy.nearControlMillis()) {
            all.add(Evidence.family(Kind.TIMING, Family.FRONT_END, weights.nearControl(),
                    Message.of("diagnose.time.near-control", timing.median(), timing.control())));
        }
    }

    private static Evidence timed(Family family, int decibans, String key, Timing timing, int limit) {
        return Evidence.family(Kind.TIMING, family, decibans,
                Message.of(key, timing.median(), timing.low(), timing.high(), limit));
    }

    /** The second smallest sample: noise only ever adds, so low order statistics are the ones to trust. */
    private static double second(Timing timing) {
        double[] sorted = timing.samples().stream()
                .filter(s -> !s.dropped() && s.role() == (timing.probes() > 0
                        ? Sample.Role.TARGET
                        : Sample.Role.WARM_UP))
                .mapToDouble(Sample::server).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(1, sorted.length - 1)];
    }
}
