package fr.touchweb.console.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Verbs about redirects, caches and bans. */
@Command(name = "diagnose", description = "cli.diagnose")
public final class DiagnoseCommand {
    private DiagnoseCommand() {}

    /** The group, for {@link ConsoleCli}. */
    public static CommandLine of(Terminal terminal, Services services) {
        return new CommandLine(new DiagnoseCommand()).addSubcommand(new DiagnoseRedirect(terminal, services))
                .addSubcommand(new DiagnoseCache(terminal, services)).addSubcommand(new DiagnoseBan(services));
    }
}
