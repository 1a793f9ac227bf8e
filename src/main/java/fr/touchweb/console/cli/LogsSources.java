package fr.touchweb.console.cli;

import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.JournalProbe;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logs sources SERVER}: the logs of a server and the files that they are now. */
@Command(name = "sources", description = "cli.logs.sources")
final class LogsSources implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "SERVER", descriptionKey = "cli.logs.server")
    private String server = "";

    LogsSources(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try (access) {
            return sources();
        }
    }

    private int sources() throws Exception {
        List<LogSource> sources = access.sources(options, server);
        RemoteHost host = access.host(options, server);
        LogFiles files = LogFiles.of(host);
        boolean any = false;
        for (LogSource source : sources) {
            Optional<JournalSource> journal = JournalSource.of(source.pattern());
            if (journal.isPresent()) {
                any |= tell(source, new JournalProbe(host, journal.get()).look());
                continue;
            }
            for (String path : paths(files, source)) {
                any |= tell(source, path, files);
            }
        }
        return any ? ExitCode.OK : ExitCode.FINDING;
    }

    private static List<String> paths(RemoteFiles files, LogSource source)
            throws RemoteException, InterruptedException {
        try {
            List<String> found = Globs.expand(files, source.pattern());
            return found.isEmpty() ? List.of(source.pattern()) : found;
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION) {
                return List.of(source.pattern());
            }
            throw e;
        }
    }

    /** Tells one file; whether it can be read. */
    private boolean tell(LogSource source, String path, LogFiles files) throws Exception {
        FileStat stat = null;
        String state = "readable";
        Way way = null;
        try {
            stat = files.stat(path);
            if (stat.kind() == FileStat.Kind.FILE) {
                try (OpenFile file = files.open(path)) {
                    way = files.wayOf(file);
                }
            } else {
                state = "notAFile";
            }
        } catch (RemoteException e) {
            switch (e.kind()) {
                case NO_SUCH_FILE -> state = "missing";
                case PERMISSION -> state = "denied";
                default -> throw e;
            }
        }
        print(source, path, state, stat, way);
        return state.equals("readable");
    }

    private boolean tell(LogSource source, JournalProbe.Found found) throws Exception {
        boolean readable = found.problem() == null;
        String state = readable ? "readable" : found.condition() == Condition.DENIED ? "denied" : "missing";
        print(source, source.pattern(), state, null, readable ? found.way() : null);
        return readable;
    }

    private void print(LogSource source, String path, String state, @Nullable FileStat stat, @Nullable Way way)
            throws Exception {
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("source", source.name());
                json.writeStringField("path", path);
                json.writeStringField("state", state);
                if (stat != null) {
                    json.writeNumberField("size", stat.size());
                    json.writeStringField("modified", JsonLines.time(stat.modified()));
                }
                json.writeBooleanField("expected", source.expected());
                json.writeStringField("way", way == null ? null : way.id());
                LogSource.Copy copy = source.copy();
                json.writeStringField("copy", copy == null ? null : copy.server() + ":" + copy.pattern());
            });
            return;
        }
        String size = stat == null ? "-" : String.valueOf(stat.size());
        String modified = stat == null ? "-" : JsonLines.time(stat.modified());
        terminal.line("%-24s %-9s %14s  %-20s  %s%s".formatted(source.name(), state, size, modified, path,
                way == null || way == Way.HANDLE ? "" : "  (" + terminal.texts().get(way.text()) + ")"));
    }
}
