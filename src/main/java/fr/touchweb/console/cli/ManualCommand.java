package fr.touchweb.console.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tw-console manual}: the manual page, in the language of the messages; {@code man -l -} reads it. */
@Command(name = "manual", description = "cli.about.manual")
final class ManualCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CommandLine root;

    ManualCommand(Terminal terminal, CommandLine root) {
        this.terminal = terminal;
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        terminal.line(new ManualPage(terminal.texts()).of(root.getCommandSpec(), ConsoleCli.version()));
        return ExitCode.OK;
    }
}
