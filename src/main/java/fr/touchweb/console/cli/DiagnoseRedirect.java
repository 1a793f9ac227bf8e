package fr.touchweb.console.cli;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.batch.BatchFile;
import fr.touchweb.console.core.diagnose.batch.BatchResult;
import fr.touchweb.console.core.diagnose.batch.BatchResult.Outcome;
import fr.touchweb.console.core.diagnose.batch.BatchRow;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.End;
import fr.touchweb.console.core.diagnose.redirect.RedirectListener;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest.Measure;
import fr.touchweb.console.core.diagnose.report.RedirectJson;
import fr.touchweb.console.core.diagnose.report.RedirectText;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose redirect URL}: who answers each hop; {@code --batch FILE}: many addresses and where they lead. */
@Command(name = "redirect", description = "cli.diagnose.redirect")
final class DiagnoseRedirect implements Callable<Integer> {
    private final Terminal terminal;
    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--via", paramLabel = "SERVER", descriptionKey = "cli.diagnose.via")
    @Nullable
    private String via;

    @Option(names = "--all-hops", descriptionKey = "cli.diagnose.allHops")
    private boolean allHops;

    @Option(names = "--insecure", descriptionKey = "cli.diagnose.insecure")
    private boolean insecure;

    @Option(names = "--follow-private", descriptionKey = "cli.diagnose.followPrivate")
    private boolean followPrivate;

    @Option(names = "--address", paramLabel = "IP", descriptionKey = "cli.diagnose.address")
    @Nullable
    private String address;

    @Option(names = "--batch", paramLabel = "FILE.csv", descriptionKey = "cli.diagnose.batch")
    @Nullable
    private Path batch;

    @Parameters(arity = "0..1", paramLabel = "URL", descriptionKey = "cli.diagnose.url")
    @Nullable
    private String url;

    DiagnoseRedirect(Terminal terminal, Services services) {
        this.terminal = terminal;
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        if ((url == null) == (batch == null)) {
            throw new UsageException(Message.of("cli.diagnose.oneOf"));
        }
        try (DiagnoseDesk desk = DiagnoseDesk.open(services, options, via != null);
                TerminalControl control = TerminalControl.untilInterrupted()) {
            Server server = via == null ? null : desk.server(via);
            Vantage from = server == null ? desk.diagnosis().here() : desk.diagnosis().from(server);
            return batch == null
                    ? one(desk, server, from, control.task())
                    : many(desk, from, control.task(), BatchFile.read(batch.toString(), Files.readString(batch)));
        }
    }

    private int one(DiagnoseDesk desk, @Nullable Server server, Vantage from, TaskControl control)
            throws Exception {
        SecureLink link;
        try {
            link = SecureLink.parse(Objects.requireNonNull(url));
        } catch (DiagnoseException e) {
            throw new UsageException(e.text());
        }
        RedirectRequest request = RedirectRequest.of(link.address()).with(link.credentials())
                .measuring(allHops ? Measure.ALL : Measure.TELLING).acceptingBadCertificate(insecure)
                .followingPrivate(followPrivate).pinnedTo(address == null ? null : DiagnoseDesk.literal(address));
        RedirectReport report = desk.diagnosis().redirect().run(request, from, control,
                RedirectListener.NOBODY);
        var telling = report.chain().telling();
        if (server != null && telling != null && telling.redirects()) {
            report = desk.diagnosis().redirect().prove(report, telling.number(), from,
                    desk.diagnosis().side(server, desk.site(telling.address())), control, RedirectListener.NOBODY);
        }
        if (options.json()) {
            new JsonLines(terminal).write(new RedirectJson(terminal.texts()).of(report, true));
        } else {
            for (String line : new RedirectText(terminal.texts()).lines(report)) {
                terminal.line(line);
            }
        }
        End end = report.chain().end();
        boolean failed = end == End.FAILED || report.chain().hops().isEmpty();
        return failed
                ? ExitCode.REMOTE
                : report.chain().loop() != null || end != End.ANSWER ? ExitCode.FINDING : ExitCode.OK;
    }

    private int many(DiagnoseDesk desk, Vantage from, TaskControl control, List<BatchRow> rows)
            throws Exception {
        List<BatchResult> results = desk.diagnosis().batch().run(rows, from, control,
                (result, _, _) -> {
                    try {
                        row(result);
                        terminal.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        boolean all = results.stream()
                .allMatch(r -> r.outcome() == Outcome.AS_EXPECTED || r.outcome() == Outcome.NOTHING_EXPECTED);
        return all ? ExitCode.OK : ExitCode.FINDING;
    }

    private void row(BatchResult result) throws IOException {
        RedirectReport report = result.report();
        int hops = report == null ? 0 : report.chain().hops().size();
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Integer status = report == null || report.chain().hops().isEmpty()
                ? null
                : Integer.valueOf(report.chain().hops().getFirst().status());
        String problem = result.problem() == null ? null : terminal.texts().get(result.problem());
        String origin = report == null || report.hops().isEmpty()
                || report.hops().getFirst().judgement().origin() == null
                        ? null
                        : report.hops().getFirst().judgement().origin().id();
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("url", result.row().shownUrl());
                json.writeStringField("expected", result.row().expected() == null
                        ? null
                        : result.row().shownExpected());
                json.writeNumberField("line", result.row().line());
                json.writeStringField("outcome", outcome);
                json.writeObjectField("status", status);
                json.writeStringField("reached", result.reached());
                json.writeNumberField("hops", hops);
                json.writeBooleanField("loop", result.outcome() == Outcome.LOOP);
                json.writeStringField("origin", origin);
                json.writeStringField("problem", problem);
            });
            return;
        }
        terminal.line("%-16s %4s %2d  %s → %s%s".formatted(outcome, status == null ? "–" : status, hops,
                result.row().shownUrl(), result.reached() == null ? "–" : result.reached(),
                problem == null ? "" : "  (" + problem + ")"));
    }
}
