package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.LookBack;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.text.Message;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code binlog list SERVER|DIR}: the binary logs with their spans, from a few bytes of each. */
@Command(name = "list", description = "cli.binlog.list")
final class BinlogList implements Callable<Integer> {
    private final Terminal terminal;
    private final BinlogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "SERVER|DIR", descriptionKey = "cli.binlog.place")
    private String place = "";

    BinlogList(Terminal terminal, BinlogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try (access) {
            BinlogListing listing = listing();
            Message none = listing.none();
            if (none != null) {
                terminal.say(none);
                return ExitCode.FINDING;
            }
            for (BinlogFile file : listing.files()) {
                print(file);
            }
            for (BinlogListing.NumberGap gap : listing.gaps()) {
                terminal.say(Message.of("cli.binlog.gap", gap.base(), gap.from(), gap.to()));
            }
            if (!local()) {
                LookBack.shortfall(listing, Instant.now(), access.policy(options)).ifPresent(terminal::say);
            }
            return ExitCode.OK;
        }
    }

    private boolean local() {
        return place.contains(File.separator) || place.contains("/") || Files.isDirectory(Path.of(place));
    }

    private BinlogListing listing() throws IOException, InterruptedException, UsageException {
        return local()
                ? new RemoteBinlogs(access.localHost(options), access.policy(options))
                        .list(Path.of(place).toAbsolutePath().normalize().toString())
                : new RemoteBinlogs(access.host(options, place), access.policy(options))
                        .list(access.pattern(options, place));
    }

    private void print(BinlogFile file) throws IOException {
        Message problem = file.problem();
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeStringField("file", file.name());
                json.writeNumberField("size", file.size());
                json.writeStringField("first", time(file.first()));
                json.writeStringField("last", time(file.last()));
                json.writeStringField("state", id(file.state()));
                json.writeStringField("server", file.server().isEmpty() ? null : file.server());
                json.writeStringField("checksum", id(file.checksum()));
                json.writeStringField("encryption", id(file.encryption()));
                json.writeStringField("path", file.path());
                if (problem != null) {
                    json.writeStringField("problem", terminal.texts().get(problem));
                }
            });
            return;
        }
        terminal.line("%-28s %14d  %-20s  %-20s  %-8s  %s".formatted(file.name(), file.size(), dash(file.first()),
                dash(file.last()), id(file.state()), file.server()));
        if (problem != null) {
            terminal.say(problem);
        }
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : JsonLines.time(instant);
    }

    private static String dash(@Nullable Instant instant) {
        return instant == null ? "-" : JsonLines.time(instant);
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
