package fr.touchweb.console.cli;

import fr.touchweb.console.core.logs.LogDownload;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logs download SOURCE DIR}: the bytes of a log as they are, resumed and verified. */
@Command(name = "download", description = "cli.logs.download")
final class LogsDownload implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "SOURCE", descriptionKey = "cli.logs.source")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DIR", descriptionKey = "cli.logs.folder")
    private Path folder = Path.of("");

    LogsDownload(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try {
            LogPlaces.Remote remote = new LogPlaces(terminal, access, options).remoteOrJournal(source);
            if (remote == null) {
                remote = new LogPlaces.Remote(access.localHost(options),
                        Path.of(source).toAbsolutePath().normalize().toString());
            }
            List<String> paths = JournalSource.isOne(remote.pattern()) ? List.of(remote.pattern()) : remote.paths();
            if (paths.isEmpty()) {
                throw new UsageException(Message.of("cli.logs.noFile", source));
            }
            boolean refused = false;
            for (String path : paths) {
                refused |= isRefused(remote.host(), path,
                        JournalSource.isOne(path) ? folder : LogDownload.place(path, paths, folder));
            }
            terminal.flush();
            return refused ? ExitCode.REMOTE : ExitCode.OK;
        } finally {
            access.close();
        }
    }

    /** Fetches a file, which takes nothing from the others where the account may not read it; whether that is so. */
    private boolean isRefused(RemoteHost host, String path, Path to) throws Exception {
        try {
            for (LogDownload.Fetched one : fetched(host, path, to)) {
                told(one);
            }
            return false;
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.PERMISSION) {
                throw e;
            }
            terminal.say(Message.of("cli.failure", e.text()));
            return true;
        }
    }

    /** What is no file on the far side is wrong use on this one. */
    private List<LogDownload.Fetched> fetched(RemoteHost host, String path, Path to) throws Exception {
        try {
            return new LogDownload(host, access.lineBytes(options)).fetch(path, to, TaskControl.UNATTENDED);
        } catch (RemoteException e) {
            throw switch (e.kind()) {
                case NO_SUCH_FILE -> new UsageException(Message.of("cli.logs.noFile", source));
                case CONFIGURATION -> new UsageException(e.text());
                default -> e;
            };
        }
    }

    private void told(LogDownload.Fetched one) throws Exception {
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("source", one.source());
                json.writeStringField("file", one.file().toString());
                json.writeNumberField("bytes", one.bytes());
                json.writeNumberField("resumedAt", one.resumedAt());
                json.writeStringField("verified", one.proof().id());
            });
            return;
        }
        terminal.line(one.file().toString());
        terminal.say(one.text());
    }
}
