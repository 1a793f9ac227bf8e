package fr.touchweb.console.core.assembly;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.fleet.health.SiteVisit;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Looks at sites with the probe of the diagnosis, so that the state of a server and a diagnosis find the same site, and
 * each look stands in the command journal like every other request.
 */
public final class ProbedSites implements SiteVisit {
    private static final String AGENT = "Console-TW (health check)";

    private final HttpProbe probe;
    private final Duration limit;

    /** @param anchors issuers to trust beside those of Java */
    public ProbedSites(Names names, List<X509Certificate> anchors, Policy policy, CommandJournal journal,
            InstantSource clock) {
        this(names, anchors, policy.requests(), policy.fleet().siteLimit(), journal, clock);
    }

    /**
     * @param limits of a request; its deadlines give way to {@code limit}
     * @param limit longest look at a site
     */
    public ProbedSites(Names names, List<X509Certificate> anchors, RequestPolicy limits, Duration limit,
            CommandJournal journal, InstantSource clock) {
        this.limit = limit;
        probe = new HttpProbe(names, anchors, within(limits, (int) limit.toMillis()), journal, clock);
    }

    private static RequestPolicy within(RequestPolicy all, int millis) {
        return new RequestPolicy(all.perHost(), all.pauseMillis(), all.burst(), all.stopStatuses(),
                Math.min(all.resolveMillis(), millis), all.attemptMillis(), Math.min(all.connectMillis(), millis),
                millis, millis, all.startMillis(), all.headBytes(), all.startBytes(), all.bodyMegabytes(),
                all.sshMillis());
    }

    @Override
    public SiteReading look(String site, String url, Instant at) throws InterruptedException {
        Probe seen;
        try {
            seen = probe.ask(ProbeRequest.of(WebAddress.parse(url), AGENT).acceptingBadCertificate(true),
                    TaskControl.UNATTENDED);
        } catch (DiagnoseException e) {
            return new SiteReading.Unmeasured(site, at, Message.of("fleet.site.unreached", e.text()));
        }
        ProbeProblem problem = seen.problem();
        if (seen.answer() == null) {
            return new SiteReading.Unmeasured(site, at, reason(Objects.requireNonNull(problem)));
        }
        Duration firstByte = Objects.requireNonNullElse(seen.phases().timeToFirstByte(), Duration.ZERO);
        Instant ends = seen.tls() == null || seen.tls().certificate() == null
                ? null
                : seen.tls().certificate().notAfter();
        return new SiteReading.Answered(site, at, seen.status(), firstByte, ends,
                problem != null && problem.kind().isCertificate() ? problem.text() : null);
    }

    private Message reason(ProbeProblem problem) {
        return switch (problem.kind()) {
            case UNKNOWN_NAME -> Message.of("fleet.site.noName");
            case CONNECT_TIMEOUT, ANSWER_TIMEOUT, TOO_SLOW ->
                Message.of("fleet.site.slow", limit.toMillis() / 1000.0);
            default -> Message.of("fleet.site.unreached", problem.text());
        };
    }
}
