package fr.touchweb.console.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Verbs about whitelists. */
@Command(name = "whitelist", description = "cli.whitelist")
public final class WhitelistCommand {
    private WhitelistCommand() {}

    /** The group, for {@link ConsoleCli}. */
    public static CommandLine of(Services services) {
        Terminal terminal = services.terminal();
        CommandLine check = new CommandLine(new WhitelistCheck(services));
        // Any text gets an answer, also one that begins like an option.
        check.setUnmatchedOptionsArePositionalParams(true);
        return new CommandLine(new WhitelistCommand()).addSubcommand("check", check)
                .addSubcommand(new WhitelistVerbs.ListVerb(services)).addSubcommand(new WhitelistAdd(services))
                .addSubcommand(new WhitelistVerbs.Remove(services)).addSubcommand(new WhitelistUnban(services))
                .addSubcommand(new WhitelistVerbs.Rotated(services))
                .addSubcommand(new WhitelistVerbs.Requests(services)).addSubcommand(new WhitelistApprove(services))
                .addSubcommand(new WhitelistImport(terminal, services));
    }
}
