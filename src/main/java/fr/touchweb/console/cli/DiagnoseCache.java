package fr.touchweb.console.cli;

import fr.touchweb.console.core.diagnose.DiagnoseException;
import fr.touchweb.console.core.diagnose.cache.CacheListener;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheRequest;
import fr.touchweb.console.core.diagnose.cache.CacheStep.State;
import fr.touchweb.console.core.diagnose.probe.SecureLink;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.report.CacheJson;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose cache URL}: browser, CDN, server cache or the file itself. */
@Command(name = "cache", description = "cli.diagnose.cache")
final class DiagnoseCache implements Callable<Integer> {
    private final Terminal terminal;
    private final Services services;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--via", paramLabel = "SERVER", descriptionKey = "cli.diagnose.viaCache")
    @Nullable
    private String via;

    @Option(names = "--origin", paramLabel = "ADDRESS", descriptionKey = "cli.diagnose.origin")
    @Nullable
    private String origin;

    @Option(names = "--path", paramLabel = "FILE", descriptionKey = "cli.diagnose.path")
    @Nullable
    private String path;

    @Option(names = "--insecure", descriptionKey = "cli.diagnose.insecure")
    private boolean insecure;

    @Parameters(paramLabel = "URL", descriptionKey = "cli.diagnose.url")
    private String url = "";

    DiagnoseCache(Terminal terminal, Services services) {
        this.terminal = terminal;
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        try (DiagnoseDesk desk = DiagnoseDesk.open(services, options, via != null);
                TerminalControl control = TerminalControl.untilInterrupted()) {
            SecureLink link = SecureLink.parse(url);
            Server server = via == null ? null : desk.server(via);
            Site site = desk.site(link.address());
            ServerSide side = server != null
                    ? desk.diagnosis().side(server, site)
                    : site == null ? null : desk.side(site);
            Vantage from = desk.diagnosis().here();
            CacheRequest request = new CacheRequest(link.address(), link.credentials(), origin(),
                    site != null && desk.isPreproduction(site),
                    site == null || site.url() == null ? null : WebAddress.parse(site.url()), path, insecure);
            CacheReport report = desk.diagnosis().cache().run(request, from, side, control.task(),
                    CacheListener.NOBODY);
            CacheJson json = new CacheJson(terminal.texts());
            if (options.json()) {
                new JsonLines(terminal).write(json.of(report));
            } else {
                for (String line : json.lines(report)) {
                    terminal.line(line);
                }
            }
            boolean answered = report.steps().size() > 1;
            boolean stale = report.steps().stream().anyMatch(step -> step.verdict() == State.STALE);
            return !answered ? ExitCode.REMOTE : stale ? ExitCode.FINDING : ExitCode.OK;
        } catch (DiagnoseException e) {
            throw new UsageException(e.text());
        }
    }

    private @Nullable InetAddress origin() throws UsageException {
        return origin == null ? null : DiagnoseDesk.literal(origin);
    }
}
