package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code logs forget}: where {@code logs follow --from last} stopped is not kept any more. */
@Command(name = "forget", description = "cli.logs.forget")
final class LogsForget implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    LogsForget(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try {
            terminal.say(Message.of("cli.logs.forgotten", access.marks(options).clear()));
        } finally {
            access.close();
        }
        return ExitCode.OK;
    }
}
