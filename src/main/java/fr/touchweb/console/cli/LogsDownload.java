package fr.touchweb.console.cli;

import fr.touchweb.console.core.logs.Download;
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
            LogPlaces.Remote remote = new LogPlaces(terminal, access, options).remote(source);
            if (remote == null) {
                remote = new LogPlaces.Remote(access.localHost(options),
                        Path.of(source).toAbsolutePath().normalize().toString());
            }
            List<String> paths = remote.paths();
            if (paths.isEmpty()) {
                throw new UsageException(Message.of("cli.logs.noFile", source));
            }
            for (String path : paths) {
                Download.Result result = new Download(remote.host()).fetch(path, folder, TaskControl.UNATTENDED);
                told(remote.host().name() + ":" + path, result);
            }
        } finally {
            access.close();
        }
        terminal.flush();
        return ExitCode.OK;
    }

    private void told(String from, Download.Result result) throws Exception {
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("source", from);
                json.writeStringField("file", result.file().toString());
                json.writeNumberField("bytes", result.bytes());
                json.writeNumberField("resumedAt", result.resumedAt());
                json.writeStringField("verified", result.proof() == Download.Proof.HASH ? "sha256" : "samples");
            });
            return;
        }
        terminal.line(result.file().toString());
        terminal.say(Message.of(result.proof() == Download.Proof.HASH
                ? "cli.logs.downloaded.hash"
                : "cli.logs.downloaded.samples", from, result.bytes(), result.resumedAt()));
    }
}
