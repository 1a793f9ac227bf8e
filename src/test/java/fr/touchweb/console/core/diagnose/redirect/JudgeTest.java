package fr.touchweb.console.core.diagnose.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.redirect.PastRedirects.PastRedirect;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of the classifier, with the figures of reference C.1. */
class JudgeTest {
    private static Timing timing(double connect, double... waits) {
        List<Timings.Raw> raw = new ArrayList<>();
        Arrays.stream(waits).forEach(w -> raw.add(new Timings.Raw(Sample.Role.TARGET, connect, w, w + connect, false)));
        return Timings.of(raw, Figures.HOUSE.redirect());
    }

    private static Judgement judge(Timing timing) {
        return new Judge(Figures.HOUSE.redirect()).judge(List.of(), timing);
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 0.9375", "6, 1, 0.96875", "7, 1, 0.984375", "7, 2, 0.875", "8, 2, 0.9296875", "9, 2, 0.9609375",
            "11, 2, 0.98828125", "11, 3, 0.9345703125"})
    void coverageIsThatOfOrderStatistics(int n, int k, double expected) {
        assertEquals(expected, Timings.coverage(n, k), 1e-12);
    }

    @Test
    void theRoundTripIsTheShortestConnectAndLostPacketsAreLeftOut() {
        List<Timings.Raw> raw = new ArrayList<>();
        for (double connect : new double[]{33, 35, 34, 1034.5, 36, 33, 40, 34}) {
            raw.add(new Timings.Raw(Sample.Role.TARGET, connect, 38, 110, false));
        }
        Timing timing = Timings.of(raw, Figures.HOUSE.redirect());
        assertEquals(33, timing.roundTrip());
        assertEquals(5, timing.median());
        assertEquals(7, timing.probes());
        assertEquals(1, timing.samples().stream().filter(Sample::dropped).count());
    }

    @Test
    void aFarFrontEndIsAFrontEndAndAFarApplicationAnApplication() {
        // 190 ms away the raw rule says application for both.
        assertEquals(Verdict.BEFORE_APPLICATION,
                judge(timing(190, 195, 196, 194, 197, 195, 200, 193)).verdict());
        assertEquals(Verdict.APPLICATION, judge(timing(190, 495, 499, 494, 497, 495, 500, 493)).verdict());
        assertEquals(Verdict.UNDETERMINED, judge(timing(10, 130, 135, 140, 128, 133, 131, 129)).verdict());
    }

    @Test
    void timeAloneIsNeverCertainAndNoiseMakesItWeak() {
        assertEquals(Confidence.MEDIUM, judge(timing(1, 301, 302, 303, 301, 302, 303, 301)).confidence());
        assertEquals(Confidence.LOW, judge(timing(1, 3, 3, 3, 3, 3, 3, 3)).confidence());
        List<Timings.Raw> noisy = new ArrayList<>();
        for (double connect : new double[]{30, 80, 120, 31, 90, 150, 60}) {
            noisy.add(new Timings.Raw(Sample.Role.TARGET, connect, 420, 600, false));
        }
        Timing timing = Timings.of(noisy, Figures.HOUSE.redirect());
        assertTrue(timing.doubt() != null);
        assertEquals(Confidence.LOW, judge(timing).confidence());
    }

    @Test
    void yesterdaysRedirectsAreJudgedFromTheLog() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            lines.add("Nov 25 10:00:0" + i + " lb1 haproxy[812]: 203.0.113.9:5000" + i + " [25/Nov/2026:10:00:0" + i
                    + ".100] shop~ shop/<NOSRV> 0/-1/-1/-1/0 301 96 - - LR-- 3/3/0/0/0 0/0 \"GET /old HTTP/1.1\"");
            lines.add("Nov 25 10:00:0" + i + " lb1 haproxy[812]: 203.0.113.9:5100" + i + " [25/Nov/2026:10:00:0" + i
                    + ".200] shop~ php/web1 0/0/1/3" + i
                    + "0/312 301 420 - - ---- 3/3/0/0/0 0/0 \"GET /moved HTTP/1.1\"");
            lines.add("Nov 25 10:00:0" + i + " lb1 haproxy[812]: 203.0.113.9:5200" + i + " [25/Nov/2026:10:00:0" + i
                    + ".300] shop~ php/web1 0/0/1/" + i + "/12 302 420 - - ---- 3/3/0/0/0 0/0 \"GET /quick HTTP/1.1\"");
            lines.add("Nov 25 10:00:0" + i + " lb1 haproxy[812]: 203.0.113.9:5300" + i + " [25/Nov/2026:10:00:0" + i
                    + ".400] shop~ php/web1 0/0/1/80/82 200 9420 - - ---- 3/3/0/0/0 0/0 \"GET / HTTP/1.1\"");
        }
        lines.add("no line of HAProxy");
        List<PastRedirect> past = new PastRedirects(Figures.HOUSE.redirect()).of(lines, ZoneOffset.UTC);
        assertEquals(List.of("shop /old", "shop /moved", "shop /quick"),
                past.stream().map(PastRedirect::address).toList());
        assertEquals(Origin.HAPROXY, past.get(0).judgement().origin());
        assertEquals(Verdict.FRONT_END, past.get(0).judgement().verdict());
        assertEquals(Confidence.CERTAIN, past.get(0).judgement().confidence());
        assertEquals(Verdict.APPLICATION, past.get(1).judgement().verdict());
        assertEquals(340, past.get(1).timing().median());
        assertEquals(Verdict.BEFORE_APPLICATION, past.get(2).judgement().verdict());
        assertEquals(9, past.get(2).count());
    }
}
