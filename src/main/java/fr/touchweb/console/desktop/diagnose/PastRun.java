package fr.touchweb.console.desktop.diagnose;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run to compare the next one with.
 *
 * @param started milliseconds since 1970-01-01T00:00Z
 * @param hops in their order
 * @param loop whether they went in a circle
 */
@JsonInclude(Include.NON_NULL)
public record PastRun(long started, List<PastHop> hops, boolean loop) {
    public PastRun {
        hops = List.copyOf(hops);
    }

    /**
     * A step of it.
     *
     * @param status -1 without an answer
     * @param median of the server's time in milliseconds, null when it was not measured
     */
    @JsonInclude(Include.NON_NULL)
    public record PastHop(String url, int status, Verdict verdict, @Nullable Origin origin, @Nullable Double median) {}

    static PastRun of(RedirectReport report) {
        return new PastRun(report.started().toEpochMilli(), report.hops().stream().map(PastRun::hop).toList(),
                report.chain().loop() != null);
    }

    private static PastHop hop(HopDiagnosis one) {
        Judgement judgement = one.judgement();
        double median = one.timing().median();
        return new PastHop(one.hop().address().toString(), one.hop().status(), judgement.verdict(), judgement.origin(),
                Double.isNaN(median) || one.timing().probes() < 2 ? null : Math.round(median * 10) / 10.0);
    }

    /** Whether another run led the same way: addresses, statuses and, as far as both know, who answered. */
    boolean sameWay(PastRun other) {
        if (hops.size() != other.hops.size() || loop != other.loop) {
            return false;
        }
        for (int i = 0; i < hops.size(); i++) {
            PastHop a = hops.get(i);
            PastHop b = other.hops.get(i);
            if (a.status != b.status || !a.url.equals(b.url)) {
                return false;
            }
        }
        return true;
    }

    /** The first hop whose verdict differs from that of the same hop of another run, -1 when none does. */
    int firstOtherVerdict(PastRun other) {
        for (int i = 0; i < Math.min(hops.size(), other.hops.size()); i++) {
            PastHop a = hops.get(i);
            PastHop b = other.hops.get(i);
            if (a.verdict != b.verdict || !Objects.equals(a.origin, b.origin)) {
                return i;
            }
        }
        return -1;
    }
}
