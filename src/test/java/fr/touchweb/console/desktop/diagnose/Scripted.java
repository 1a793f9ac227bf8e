package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.batch.BatchResult;
import fr.touchweb.console.core.diagnose.batch.BatchRow;
import fr.touchweb.console.core.diagnose.batch.BatchRun;
import fr.touchweb.console.core.diagnose.cache.CacheDiagnosis;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.RedirectDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectListener;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Diagnoses that answer what a test tells them and note what they were asked. */
final class Scripted implements Diagnosis, RedirectDiagnosis {
    final List<String> asked = new ArrayList<>();
    final List<RedirectRequest> requests = new ArrayList<>();
    List<RedirectReport> steps = List.of();

    @Override
    public RedirectReport run(RedirectRequest request, Vantage from, TaskControl control, RedirectListener listener) {
        requests.add(request);
        asked.add("run " + request.address() + " from " + from.name().arguments());
        steps.forEach(listener::changed);
        return steps.getLast();
    }

    @Override
    public RedirectReport measure(RedirectReport report, int hop, Vantage from, TaskControl control,
            RedirectListener listener) {
        asked.add("measure " + hop + " from " + from.name().arguments());
        return report;
    }

    @Override
    public RedirectReport prove(RedirectReport report, int hop, Vantage from, ServerSide server, TaskControl control,
            RedirectListener listener) {
        asked.add("prove " + hop + " on " + server.id());
        return new RedirectReport(report.request(), report.from(), report.chain(), report.hops(),
                List.of(new RequestCount(report.request().address().host(), 1, 12, false)), report.started(),
                Duration.ofMillis(600), null, report.remarks());
    }

    @Override
    public RedirectDiagnosis redirect() {
        return this;
    }

    @Override
    public CacheDiagnosis cache() {
        return (request, from, server, control, listener) -> {
            asked.add("cache " + request.address() + " pp " + request.preproduction());
            return new CacheReport(request, List.of(), List.of(), List.of(), List.of(), Reports.STARTED, Duration.ZERO,
                    null);
        };
    }

    @Override
    public BatchRun batch() {
        return (rows, from, control, listener) -> {
            List<BatchResult> results = new ArrayList<>();
            for (BatchRow row : rows) {
                BatchResult result = new BatchResult(row, row.url().contains("bad")
                        ? BatchResult.Outcome.ELSEWHERE
                        : BatchResult.Outcome.AS_EXPECTED, row.expected(), null, null);
                results.add(result);
                listener.done(result, results.size(), rows.size());
            }
            return results;
        };
    }

    @Override
    public Vantage here() {
        return vantage("here");
    }

    @Override
    public Vantage from(Server server) {
        return vantage(server.id());
    }

    static Vantage vantage(String name) {
        return new Vantage() {
            @Override
            public Message name() {
                return Message.of("diagnosis.plain", name);
            }

            @Override
            public Probe ask(ProbeRequest request, TaskControl control) {
                throw new UnsupportedOperationException("no request in this test");
            }
        };
    }

    @Override
    public ServerSide side(Server server, @Nullable Site site) {
        throw new UnsupportedOperationException("no server in this test");
    }
}
