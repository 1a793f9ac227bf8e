package fr.touchweb.console.cli;

import fr.touchweb.console.core.whitelist.risk.ListImport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code whitelist import vpn|datacentre|tor|network FILE}: a newer list of ranges, or a database of networks (.mmdb), takes the
 * place of the one in use. */
@Command(name = "import", description = "cli.whitelist.import")
final class WhitelistImport implements Callable<Integer> {
    private final Terminal terminal;
    private final Services services;

    @Parameters(index = "0", paramLabel = "KIND", descriptionKey = "cli.whitelist.listKind")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "cli.whitelist.listFile")
    private Path file = Path.of("");

    WhitelistImport(Terminal terminal, Services services) {
        this.terminal = terminal;
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        terminal.say(ListImport.take(services.settings(), kind, file));
        return ExitCode.OK;
    }
}
