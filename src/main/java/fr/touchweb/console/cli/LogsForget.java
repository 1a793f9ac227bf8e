package fr.touchweb.console.cli;

import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.text.Message;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code logs forget}: where {@code logs follow --from last} stopped is not kept any more, nor the lines that the page has
 * of logs, nor the indexes of files of this machine.
 */
@Command(name = "forget", description = "cli.logs.forget")
final class LogsForget implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Option(names = "--show", descriptionKey = "cli.logs.forgetShow")
    private boolean show;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    LogsForget(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try {
            KeptLogs lines = access.kept(options);
            IndexStore indexes = access.indexes(options);
            if (show) {
                KeptLogs.Kept kept = lines.kept();
                terminal.say(Message.of("cli.logs.kept", access.marks(options).count(), kept.sources(),
                        megabytes(kept.bytes()), megabytes(indexes.bytes())));
                return ExitCode.OK;
            }
            KeptLogs.Kept gone = lines.clear();
            terminal.say(Message.of("cli.logs.forgotten", access.marks(options).clear(), gone.sources(),
                    megabytes(gone.bytes()), megabytes(indexes.clear())));
            if (gone.used() > 0) {
                terminal.say(Message.of("cli.logs.notForgotten", gone.used()));
            }
        } finally {
            access.close();
        }
        return ExitCode.OK;
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
