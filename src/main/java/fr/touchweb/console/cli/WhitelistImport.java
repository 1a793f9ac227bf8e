package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.risk.RangeList;
import fr.touchweb.console.core.whitelist.risk.RangeLists;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code whitelist import vpn|datacentre|tor FILE}: a newer list of ranges takes the place of the one in use. */
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
        RangeList list = RangeLists.importList(services.settings(), kind, file);
        terminal.say(Message.of("cli.whitelist.imported", list.id(), list.date(), list.size(false), list.size(true)));
        return ExitCode.OK;
    }
}
