package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Origin.Family;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.rules.ConfigFiles;
import fr.touchweb.console.core.diagnose.rules.RuleRequest;
import fr.touchweb.console.core.diagnose.sign.CacheSigns;
import fr.touchweb.console.core.policy.ProofPolicy;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proof in the order of its strength (design rule C3): what the logs wrote of a request of ours, what each layer answers by
 * itself, and what the rules say.
 */
public final class ServerProof implements ProofSearch {
    private final ProofPolicy policy;
    private final RedirectPolicy redirects;
    private final RequestPolicy requests;
    private final InstantSource clock;

    public ServerProof(ProofPolicy policy, RedirectPolicy redirects, RequestPolicy requests, InstantSource clock) {
        this.policy = policy;
        this.redirects = redirects;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Proof search(ProofRequest request, ServerSide server, TaskControl control) throws InterruptedException {
        List<Message> gaps = new ArrayList<>();
        HttpAnswer answer = request.answer().answer();
        WebAddress target = answer == null ? null : target(request.address(), answer);
        if (answer == null || target == null) {
            gaps.add(Message.of("diagnose.gap.no-redirect"));
            return new Proof(server.id(), List.of(), List.of(), List.of(), List.of(), gaps);
        }
        List<LogCorrelation.Found> found = new LogCorrelation(policy, gaps).find(request, server, control);
        control.checkCancelled();
        try {
            InetSocketAddress peer = request.answer().peer();
            RuleRequest asked = new RuleRequest(request.address(),
                    peer == null ? request.address().port() : peer.getPort(), answer.status(), target,
                    request.userAgent(), false);
            ConfigFiles files = new ConfigFiles(server.host().files(), policy, gaps);
            ServerRules rules = ServerRules.read(files, policy, asked, server.host(),
                    Duration.ofMillis(requests.sshMillis()));
            List<Layer> layers = new LayerSearch(requests, clock).ask(request, rules, files, server, control);
            return conclude(server, request, answer, found, rules, layers, gaps);
        } catch (RemoteException e) {
            gaps.add(Message.of("diagnose.gap.logs", server.id(), e.text()));
            return new Proof(server.id(), List.of(), List.of(), List.of(), List.of(), gaps);
        }
    }

    private static @Nullable WebAddress target(WebAddress address, HttpAnswer answer) {
        try {
            return answer.redirects() ? address.follow(answer.header("Location").orElse("")) : null;
        } catch (DiagnoseException e) {
            return null;
        }
    }

    private Proof conclude(ServerSide server, ProofRequest request, HttpAnswer answer,
            List<LogCorrelation.Found> found, ServerRules rules, List<Layer> layers, List<Message> gaps) {
        LogReading reading = new LogReading(redirects);
        boolean kept = CacheSigns.of(answer, redirects.decibans()).stream().anyMatch(e -> e.family() == Family.CACHE);
        List<LogLine> lines = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (LogCorrelation.Found each : found) {
            LogReading.Reading read = reading.read(each.file(), each.line(), rules.pattern(each.file()),
                    ZoneId.systemDefault());
            lines.add(new LogLine(server.id(), each.file(), each.line(), read.time(), read.meaning()));
            // A layer that wrote another status did not make this answer.
            if (read.evidence() != null && (read.status() < 0 || read.status() == answer.status())) {
                evidence.add(LogReading.besideCaches(read.evidence(), kept, rules.nginxMayKeep()));
            }
        }
        boolean here = !found.isEmpty() || layers.stream().anyMatch(Layer::same);
        if (!here && server.logs().isEmpty() && layers.isEmpty()) {
            gaps.add(Message.of("diagnose.gap.not-here", server.id()));
        }
        evidence.addAll(new Conclusion(redirects).of(answer, request, rules, layers, evidence, here, gaps));
        return new Proof(server.id(), evidence, Conclusion.standing(rules.rules(), evidence), lines, layers, gaps);
    }

    /** Whether an answer is the redirect in question. */
    static boolean same(Probe one, RuleRequest wanted) {
        HttpAnswer answer = one.answer();
        return answer != null && answer.status() == wanted.status() && answer.redirects()
                && wanted.explains(answer.header("Location").orElse(""));
    }
}
