package fr.touchweb.console.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Verbs about logs. */
@Command(name = "logs", description = "cli.logs")
public final class LogsCommand {
    private LogsCommand() {}

    /** The group, for {@link ConsoleCli}. */
    public static CommandLine of(Terminal terminal, LogAccess access) {
        return new CommandLine(new LogsCommand()).addSubcommand(new LogsSources(terminal, access))
                .addSubcommand(new LogsFollow(terminal, access)).addSubcommand(new LogsParse(terminal, access))
                .addSubcommand(new LogsStats(terminal, access)).addSubcommand(new LogsSlow(terminal, access))
                .addSubcommand(new LogsProfile(terminal, access))
                .addSubcommand(new LogsSearch(terminal, access)).addSubcommand(new LogsMerge(terminal, access))
                .addSubcommand(new LogsDownload(terminal, access))
                .addSubcommand(new LogsForget(terminal, access));
    }
}
