package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.bytes.Excerpt;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.logs.search.FileSearch;
import fr.touchweb.console.core.logs.search.JournalSearch;
import fr.touchweb.console.core.logs.search.RemoteSearch;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs search RE FILE…}: lines in which an expression is found, of files here and of logs of servers. */
@Command(name = "search", description = "cli.logs.search")
final class LogsSearch implements Callable<Integer> {
    private static final byte[] LINE_FEED = {'\n'};

    private final Terminal terminal;
    private final LogAccess access;
    private final Map<String, LineParser> parsers = new HashMap<>();
    private FormatCatalog formats = FormatCatalog.plain();
    private long lines;
    private boolean failed;
    private boolean refused;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final TimeRange range = new TimeRange();

    @Option(names = "--count", descriptionKey = "cli.logs.count")
    private boolean count;

    @Option(names = "-i", descriptionKey = "cli.logs.ignoreCase")
    private boolean ignoreCase;

    @Parameters(index = "0", paramLabel = "RE", descriptionKey = "cli.logs.expression")
    private String expression = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.place")
    private List<String> files = new ArrayList<>();

    LogsSearch(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        SearchPattern pattern;
        try {
            pattern = SearchPattern.regex(expression, ignoreCase);
        } catch (SearchPattern.BadPatternException e) {
            throw new UsageException(e.text());
        }
        formats = options.json() ? access.formats(options) : formats;
        int lineLimit = access.lineBytes(options);
        LogPlaces places = new LogPlaces(terminal, access, options);
        try {
            for (String file : files) {
                LogPlaces.Remote remote = places.remoteOrJournal(file);
                JournalSource journal = remote == null ? null : JournalSource.of(remote.pattern()).orElse(null);
                if (remote != null && journal != null) {
                    journal(remote.host(), journal, pattern, lineLimit);
                    continue;
                }
                if (remote != null && JournalSource.isOne(remote.pattern())) {
                    throw new UsageException(JournalSource.unknown(remote.pattern()));
                }
                if (remote != null && range.given()) {
                    throw new UsageException(Message.of("cli.logs.rangeOfFiles", file));
                }
                if (remote == null) {
                    local(places, file, pattern, lineLimit);
                } else {
                    remote(remote, pattern, lineLimit);
                }
            }
        } finally {
            access.close();
        }
        terminal.flush();
        return refused ? ExitCode.REMOTE : failed ? ExitCode.USAGE : lines > 0 ? ExitCode.OK : ExitCode.FINDING;
    }

    private void local(LogPlaces places, String file, SearchPattern pattern, int lineLimit)
            throws IOException, InterruptedException, UsageException {
        try (RandomBytes bytes = places.local(file, range)) {
            long first = bytes instanceof Excerpt part ? part.from() : 0;
            LineParser parser = options.json() && !count ? places.parser(file) : null;
            FileSearch.Result result = new FileSearch(pattern, Runtime.getRuntime().availableProcessors(), lineLimit)
                    .search(bytes, 0, count
                            ? null
                            : (offset, b, start, length) -> line(file, parser, first + offset, b, start, length),
                            TaskControl.UNATTENDED);
            failed |= places.torn(file, bytes);
            ended(file, result, files.size() > 1);
        } catch (OutputClosedException | RemoteException e) {
            throw e;
        } catch (IOException | UsageException e) {
            // One file that cannot be read takes nothing from the others.
            failed = true;
            new Failures(terminal).code(e);
        }
    }

    private void remote(LogPlaces.Remote remote, SearchPattern pattern, int lineLimit)
            throws IOException, InterruptedException {
        String server = remote.host().name();
        RemoteSearch search = new RemoteSearch(remote.host(), pattern, access.searchThere(options), lineLimit,
                new RemoteSearch.Listener() {
                    @Override
                    public void ran(String command) {
                        terminal.say(Message.of("cli.logs.ranThere", server, command));
                    }

                    @Override
                    public void line(String path, long offset, byte[] b, int start, int length) throws IOException {
                        LogsSearch.this.line(server + ":" + path, options.json() ? parser(path) : null, offset, b,
                                start, length);
                    }
                });
        LogFiles there = LogFiles.of(remote.host());
        for (String path : remote.paths()) {
            if (isNoFile(there, path)) {
                terminal.say(Message.of("cli.logs.state", server + ":" + path, Message.of("logs.notAFile", path)));
                failed = true;
                continue;
            }
            try {
                for (String generation : RemoteSearch.generations(there, path)) {
                    ended(server + ":" + generation, search.search(generation, !count, TaskControl.UNATTENDED), true);
                }
            } catch (RemoteException e) {
                // One file that the account may not read takes nothing from the others.
                if (e.kind() != RemoteException.Kind.PERMISSION) {
                    throw e;
                }
                refused = true;
                terminal.say(Message.of("cli.logs.state", server + ":" + path, e.text()));
            }
        }
    }

    /** To read a pipe would wait for somebody who writes to it. */
    private static boolean isNoFile(LogFiles there, String path) throws IOException, InterruptedException {
        try {
            return there.stat(path).kind() != FileStat.Kind.FILE;
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.NO_SUCH_FILE) {
                throw e;
            }
            return false;
        }
    }

    private void journal(RemoteHost host, JournalSource journal, SearchPattern pattern, int lineLimit)
            throws IOException, InterruptedException, UsageException {
        String name = host.name() + ":" + journal.name();
        LineParser own = FormatCatalog.plain().parser(journal.name(), null,
                new LocalTimes(access.zone(options), InstantSource.system()));
        FileSearch.Result result = new JournalSearch(host, journal, pattern, lineLimit, LineFilter.STEPS,
                new JournalSearch.Listener() {
                    @Override
                    public void ran(String command) {
                        terminal.say(Message.of("cli.logs.ranThere", host.name(), command));
                    }

                    @Override
                    public void ownEntries() {
                        terminal.say(Message.of("logs.gap.ownEntries", host.name(), journal.name()));
                    }

                    @Override
                    public void entry(long number, byte[] entry, ParsedLine parsed) throws IOException {
                        if (!count) {
                            line(name, options.json() ? own : null, number, entry, 0, entry.length);
                        }
                    }
                }).search(new JournalSearch.Part(range.begin(), range.end(), List.of()), own, TaskControl.UNATTENDED);
        ended(name, result, files.size() > 1);
    }

    private LineParser parser(String path) {
        return parsers.computeIfAbsent(path, p -> formats.parser(p, null,
                new LocalTimes(access.zone(options), InstantSource.system())));
    }

    private void ended(String file, FileSearch.Result result, boolean named) throws IOException {
        lines += result.lines();
        if (count && options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("file", file);
                json.writeNumberField("lines", result.lines());
            });
        } else if (count) {
            terminal.bytes(((named ? file + ":" : "") + result.lines() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (result.undecided() > 0) {
            terminal.say(Message.of("cli.logs.undecided", file, result.undecided()));
        }
        if (result.cut() > 0) {
            terminal.say(Message.of("cli.logs.cut", file, result.cut()));
        }
    }

    private void line(String file, @Nullable LineParser parser, long offset, byte[] b, int start, int length)
            throws IOException {
        if (parser != null) {
            LogRecord record = LogRecord.of(parser, Arrays.copyOfRange(b, start, start + length), 1, 1);
            new JsonLines(terminal).write(json -> {
                LogsJson.fields(json, record);
                json.writeStringField("file", file);
                if (offset >= 0) {
                    json.writeNumberField("offset", offset);
                }
            });
            return;
        }
        if (files.size() > 1 || file.indexOf(':') > 0 && offset < 0) {
            terminal.bytes((file + ":").getBytes(StandardCharsets.UTF_8));
        }
        terminal.bytes(b, start, length);
        terminal.bytes(LINE_FEED);
    }
}
