package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.bytes.GzipBytes;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.bytes.StreamBytes;
import fr.touchweb.console.core.logs.bytes.TornBytes;
import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the verbs about past logs are pointed at: files of this machine, standard input, logs of servers. */
final class LogPlaces {
    private static final Pattern REMOTE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]+):(.+)");

    private final Terminal terminal;
    private final LogAccess access;
    private final CommonOptions options;

    LogPlaces(Terminal terminal, LogAccess access, CommonOptions options) {
        this.terminal = terminal;
        this.access = access;
        this.options = options;
    }

    /** A log of a server, or files of one by pattern. */
    record Remote(RemoteHost host, String pattern) {
        List<String> paths() throws IOException, InterruptedException {
            return Globs.expand(LogFiles.of(host), pattern);
        }
    }

    /** The log of a server that an argument names; null when it is a file of this machine. */
    @Nullable
    Remote remote(String source) throws IOException, InterruptedException, UsageException {
        Remote remote = remoteOrJournal(source);
        if (remote != null && JournalSource.isOne(remote.pattern())) {
            throw new UsageException(Message.of("cli.logs.onlyFollowed", source));
        }
        return remote;
    }

    /** The same, or the journal of a server. */
    @Nullable
    Remote remoteOrJournal(String source) throws IOException, InterruptedException, UsageException {
        Matcher matcher = REMOTE.matcher(source);
        if (!matcher.matches() || Files.exists(Path.of(source))) {
            return null;
        }
        String server = matcher.group(1);
        String what = matcher.group(2);
        RemoteHost host = access.host(options, server);
        if (what.startsWith("/") || JournalSource.isOne(what)) {
            return new Remote(host, what);
        }
        List<LogSource> known = access.sources(options, server);
        return new Remote(host,
                known.stream().filter(s -> s.id().equals(what)).map(LogSource::pattern).findFirst()
                        .orElseThrow(() -> new UsageException(Message.of("cli.logs.noSuchLog", server, what,
                                String.join(" ", known.stream().map(LogSource::id).toList())))));
    }

    /** Bytes of a file of this machine, inflated where it is compressed; {@code -} is standard input. */
    RandomBytes local(String file, TimeRange range) throws IOException, InterruptedException, UsageException {
        boolean standard = file.equals("-");
        Path path = Path.of(file);
        if (!standard && !Files.exists(path)) {
            throw new NoSuchFileException(file);
        }
        if (!standard && Files.isDirectory(path)) {
            throw new UsageException(Message.of("logs.notAFile", file));
        }
        if (range.given()) {
            return range.of(file, access.zone(options).getId(), access.indexes(options), parsers(file));
        }
        // A pipe has no size and cannot be read twice.
        return !standard && Files.isRegularFile(path)
                ? TornBytes.inflated(RandomBytes.of(path))
                : GzipBytes.inflated(new StreamBytes(standard ? terminal.in() : Files.newInputStream(path)));
    }

    /** Says so when the data of a file, all read, ended before their time; whether they did. */
    boolean torn(String file, RandomBytes bytes) {
        boolean torn = bytes instanceof TornBytes some && some.isTorn();
        if (torn) {
            terminal.say(Message.of("cli.logs.torn", file));
        }
        return torn;
    }

    /** A parser for the lines of a file of this machine. */
    LineParser parser(String file) throws IOException {
        return parsers(file).get();
    }

    private Supplier<LineParser> parsers(String file) throws IOException {
        Path path = Path.of(file);
        Instant changed = file.equals("-") || !Files.isRegularFile(path)
                ? Instant.now()
                : Files.getLastModifiedTime(path).toInstant();
        FormatCatalog formats = access.formats(options);
        return () -> formats.parser(file, null, new LocalTimes(access.zone(options), () -> changed));
    }
}
