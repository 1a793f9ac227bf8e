package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.redirect.Sample.Role;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The arithmetic of samples (reference C.1, "a sound classifier"). */
final class Timings {
    private Timings() {}

    /** What was measured by one request, before all of them say what the round trip is. */
    record Raw(Role role, double connect, double waiting, double browser, boolean other) {}

    static Timing of(List<Raw> raw, RedirectPolicy policy) {
        double shortest = raw.stream().mapToDouble(Raw::connect).min().orElse(Double.NaN);
        List<Sample> samples = raw.stream().map(r -> new Sample(r.role, r.connect, r.waiting, r.waiting - shortest,
                r.other || r.connect > shortest + policy.retransmissionMillis())).toList();
        // With nothing but the chain's own request, that one has to do.
        boolean only = samples.stream().noneMatch(s -> s.role() == Role.TARGET);
        double[] target = sorted(samples.stream()
                .filter(s -> !s.dropped() && (s.role() == Role.TARGET || only && s.role() == Role.WARM_UP))
                .mapToDouble(Sample::server));
        double[] control = sorted(samples.stream().filter(s -> !s.dropped() && s.role() == Role.CONTROL)
                .mapToDouble(Sample::server));
        double[] connects = sorted(samples.stream().mapToDouble(Sample::connect));
        Interval interval = interval(target, policy.coveragePercent() / 100.0);
        double[] browser = sorted(raw.stream().filter(r -> r.role != Role.CONTROL).mapToDouble(Raw::browser));
        long lost = samples.stream().filter(s -> s.connect() > shortest + policy.retransmissionMillis()).count();
        double noise = deviation(connects);
        return new Timing(samples, shortest, median(target), interval.low, interval.high, interval.coverage,
                deviation(target), noise, only ? 0 : target.length, median(control), median(browser),
                doubt(noise, lost, median(control), policy));
    }

    private static @Nullable Message doubt(double noise, long lost, double control, RedirectPolicy policy) {
        if (noise > policy.quietConnectMillis()) {
            return Message.of("diagnose.doubt.noisy", noise);
        }
        if (lost > 1) {
            return Message.of("diagnose.doubt.lost", lost);
        }
        return control > policy.busyControlMillis() ? Message.of("diagnose.doubt.busy", control) : null;
    }

    record Interval(double low, double high, double coverage) {}

    /**
     * The narrowest interval between two order statistics that holds the median with at least this probability, whatever
     * the distribution; the widest there is when none reaches it.
     */
    static Interval interval(double[] sorted, double wanted) {
        int n = sorted.length;
        if (n == 0) {
            return new Interval(Double.NaN, Double.NaN, 0);
        }
        int k = 1;
        while (k + 1 <= n / 2 && coverage(n, k + 1) >= wanted) {
            k++;
        }
        return new Interval(sorted[k - 1], sorted[n - k], n == 1 ? 0 : coverage(n, k));
    }

    /** Probability that the median lies between the k-th smallest and the k-th largest of n: 1 - 2 P(B(n, 1/2) < k). */
    static double coverage(int n, int k) {
        double term = Math.pow(0.5, n);
        double below = 0;
        for (int i = 0; i < k; i++) {
            below += term;
            term = term * (n - i) / (i + 1);
        }
        return 1 - 2 * below;
    }

    static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    static double deviation(double[] sorted) {
        double middle = median(sorted);
        return median(sorted(Arrays.stream(sorted).map(x -> Math.abs(x - middle))));
    }

    private static double[] sorted(DoubleStream values) {
        return values.filter(v -> !Double.isNaN(v)).sorted().toArray();
    }
}
