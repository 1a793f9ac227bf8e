package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Phases;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.core.diagnose.probe.TlsFacts;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.diagnose.redirect.Sample;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports as an engine makes them, put together by hand. */
final class Reports {
    static final Instant STARTED = Instant.parse("2026-11-21T10:00:00Z");

    private Reports() {}

    static WebAddress address(String text) {
        try {
            return WebAddress.parse(text);
        } catch (DiagnoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Probe probe(String url, int status, @Nullable String location, @Nullable ProbeProblem problem) {
        WebAddress address = address(url);
        String head = "HTTP/1.1 " + status + " Word\r\n" + (location == null ? "" : "Location: " + location + "\r\n")
                + "Set-Cookie: PHPSESSID=secret; path=/\r\n\r\n";
        HttpAnswer answer = status < 0
                ? null
                : new HttpAnswer("HTTP/1.1", status, "Word",
                        location == null ? List.of() : List.of(new Header("Location", location)), head, new byte[0], 0,
                        true);
        Phases phases = new Phases(Duration.ofMillis(2), Duration.ofMillis(33),
                address.tls() ? Duration.ofMillis(39) : null, Duration.ofNanos(90_000), Duration.ofMillis(39),
                Duration.ofMillis(1));
        TlsFacts tls = address.tls()
                ? new TlsFacts("TLSv1.3", "TLS_AES_128_GCM_SHA256", "http/1.1",
                        new TlsFacts.Certificate("CN=" + address.host(), "CN=Authority", List.of(address.host()),
                                STARTED.minusSeconds(86_400), STARTED.plusSeconds(86_400), "ab12"))
                : null;
        return new Probe(address, STARTED, List.of(), null, List.of(), status < 0 ? Phases.NONE : phases, tls, answer,
                problem, "curl -sS -o /dev/null -D - '" + url + "'");
    }

    static HopDiagnosis hop(int number, String url, int status, @Nullable String target, Judgement judgement,
            double... servers) {
        WebAddress to = target == null ? null : address(target);
        Hop.Kind kind = status < 0
                ? Hop.Kind.FAILED
                : to == null
                        ? Hop.Kind.FINAL
                        : to.onlySchemeDiffers(address(url)) ? Hop.Kind.TO_HTTPS : Hop.Kind.REDIRECT;
        Hop hop = new Hop(number, address(url), probe(url, status, target, null), kind, target, to, false, null,
                List.of());
        return new HopDiagnosis(hop, timing(servers), judgement, null, servers.length < 7);
    }

    static HopDiagnosis failed(int number, String url, ProbeProblem problem) {
        Hop hop = new Hop(number, address(url), probe(url, -1, null, problem), Hop.Kind.FAILED, null, null, false,
                null, List.of());
        return new HopDiagnosis(hop, timing(), undetermined(), null, false);
    }

    static HopDiagnosis proved(HopDiagnosis one, Proof proof, Judgement judgement) {
        return new HopDiagnosis(one.hop(), one.timing(), judgement, proof, false);
    }

    static Timing timing(double... servers) {
        List<Sample> samples = new ArrayList<>();
        for (double server : servers) {
            samples.add(new Sample(Sample.Role.TARGET, 33, 33 + server, server, false));
        }
        if (servers.length >= 7) {
            for (double control : new double[]{0.6, 0.9, 0.7}) {
                samples.add(new Sample(Sample.Role.CONTROL, 33, 33 + control, control, false));
            }
        }
        double[] sorted = servers.clone();
        java.util.Arrays.sort(sorted);
        double median = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
        boolean enough = sorted.length >= 7;
        return new Timing(samples, 33, median, enough ? sorted[1] : median, enough ? sorted[5] : median,
                enough ? 0.875 : 0, 0.4, 0.3, servers.length, enough ? 0.7 : Double.NaN, 106 + median, null);
    }

    static Judgement judgement(Verdict verdict, @Nullable Origin origin, Confidence confidence, Evidence... evidence) {
        return new Judgement(verdict, origin, confidence, List.of(evidence));
    }

    static Judgement undetermined() {
        return judgement(Verdict.UNDETERMINED, null, Confidence.LOW);
    }

    static RedirectReport report(List<HopDiagnosis> hops, RedirectChain.@Nullable Loop loop,
            RedirectChain.@Nullable End end, @Nullable Message step) {
        WebAddress first = hops.getFirst().hop().address();
        Message text = end == null ? null : Message.of("diagnosis.plain", end.name());
        return new RedirectReport(RedirectRequest.of(first), Message.of("diagnose.here"),
                new RedirectChain(hops.stream().map(HopDiagnosis::hop).toList(), loop, end, text), hops,
                List.of(new RequestCount(first.host(), 11, 12, false)), STARTED, Duration.ofMillis(8_400), step,
                List.of());
    }
}
