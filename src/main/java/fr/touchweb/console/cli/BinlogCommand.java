package fr.touchweb.console.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Verbs about binary logs. */
@Command(name = "binlog", description = "cli.binlog")
public final class BinlogCommand {
    private BinlogCommand() {}

    /** The group, for {@link ConsoleCli}. */
    public static CommandLine of(Terminal terminal, BinlogAccess access) {
        return new CommandLine(new BinlogCommand()).addSubcommand(new BinlogList(terminal, access))
                .addSubcommand(new BinlogEvents(terminal, access))
                .addSubcommand(new BinlogTransactions(terminal, access))
                .addSubcommand(new BinlogUndo(terminal, access));
    }
}
