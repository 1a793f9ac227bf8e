package fr.touchweb.console.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tw-console completion}: the words that bash, and zsh with bashcompinit, offer after the Tab key. */
@Command(name = "completion", description = "cli.about.completion")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CommandLine root;

    CompletionCommand(Terminal terminal, CommandLine root) {
        this.terminal = terminal;
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        terminal.line(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.OK;
    }
}
