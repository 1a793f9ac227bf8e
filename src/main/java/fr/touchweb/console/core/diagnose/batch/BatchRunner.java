package fr.touchweb.console.core.diagnose.batch;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.batch.BatchResult.Outcome;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.End;
import fr.touchweb.console.core.diagnose.redirect.RedirectListener;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.diagnose.redirect.RedirectRunner;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs batches. A host that asks for less is left alone for the rest of the batch. */
public final class BatchRunner implements BatchRun {
    private final RedirectRunner chains;

    /** @param chains follows each row's chain */
    public BatchRunner(RedirectRunner chains) {
        this.chains = chains;
    }

    @Override
    public List<BatchResult> run(List<BatchRow> rows, Vantage from, TaskControl control, BatchListener listener)
            throws InterruptedException {
        List<BatchResult> results = new ArrayList<>();
        List<String> stopped = new ArrayList<>();
        for (BatchRow row : rows) {
            control.checkCancelled();
            control.message(Message.of("diagnose.step.row", results.size() + 1, rows.size()));
            control.progress(results.size() / (double) rows.size());
            BatchResult result = row(row, from, control, stopped);
            results.add(result);
            listener.done(result, results.size(), rows.size());
        }
        return results;
    }

    private BatchResult row(BatchRow row, Vantage from, TaskControl control, List<String> stopped)
            throws InterruptedException {
        SecureLink link;
        try {
            link = SecureLink.parse(row.url());
        } catch (DiagnoseException e) {
            return new BatchResult(row, Outcome.FAILED, null, null, e.text());
        }
        if (stopped.contains(link.address().host())) {
            return new BatchResult(row, Outcome.FAILED, null, null,
                    Message.of("diagnose.end.stopped", link.address().host()));
        }
        RedirectReport report = chains.run(RedirectRequest.of(link.address()).with(link.credentials())
                .measuring(RedirectRequest.Measure.NONE), from, control, RedirectListener.NOBODY);
        report.requests().stream().filter(c -> c.stopped()).forEach(c -> stopped.add(c.host()));
        RedirectChain chain = report.chain();
        Hop last = chain.hops().isEmpty() ? null : chain.hops().getLast();
        if (last == null || chain.end() == End.FAILED || chain.end() == End.STOPPED || chain.end() == End.BUDGET) {
            return new BatchResult(row, Outcome.FAILED, null, report, chain.endText());
        }
        if (chain.loop() != null) {
            return new BatchResult(row, Outcome.LOOP, last.address().toString(), report, chain.endText());
        }
        WebAddress reached = last.target() == null ? last.address() : last.target();
        Message problem = chain.end() == End.ANSWER ? null : chain.endText();
        return new BatchResult(row, outcome(row, chain, reached, link.address()), reached.toString(), report, problem);
    }

    private static Outcome outcome(BatchRow row, RedirectChain chain, WebAddress reached, WebAddress asked) {
        String expected = row.expected();
        if (expected == null) {
            return Outcome.NOTHING_EXPECTED;
        }
        WebAddress wanted = wanted(expected, asked);
        if (chain.hops().stream().noneMatch(Hop::redirects)) {
            return reached.equals(wanted) ? Outcome.AS_EXPECTED : Outcome.NO_REDIRECT;
        }
        // An expected address may be the one that the chain passes on its way to HTTPS or to www.
        boolean passed = chain.hops().stream().map(Hop::target).anyMatch(target -> Objects.equals(target, wanted));
        boolean arrived = chain.end() != End.ANSWER || last(chain) < 400;
        boolean there = reached.equals(wanted) || passed && wanted != null && reached.target().equals(wanted.target());
        return there && arrived ? Outcome.AS_EXPECTED : Outcome.ELSEWHERE;
    }

    private static int last(RedirectChain chain) {
        return chain.hops().getLast().status();
    }

    private static @Nullable WebAddress wanted(String expected, WebAddress asked) {
        try {
            return asked.follow(new String(expected.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } catch (DiagnoseException e) {
            return null;
        }
    }
}
