package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.RecordReader;
import fr.touchweb.console.core.text.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs parse FILE…}: every record as JSON, whatever its format; {@code .gz} is inflated, {@code -} is stdin. */
@Command(name = "parse", description = "cli.logs.parse")
final class LogsParse implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--format", paramLabel = "NAME", descriptionKey = "cli.logs.format")
    @Nullable
    private String format;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.file")
    private List<String> files = new ArrayList<>();

    LogsParse(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        LogFormat forced = null;
        if (format != null) {
            forced = LogFormat.ofId(format).orElse(null);
            if (forced == null) {
                String known = String.join(" ", List.of(LogFormat.values()).stream().map(LogFormat::id).toList());
                throw new UsageException(Message.of("cli.logs.noSuchFormat", format, known));
            }
        }
        for (String file : files) {
            parse(file, forced);
        }
        return ExitCode.OK;
    }

    private void parse(String file, @Nullable LogFormat forced) throws IOException {
        boolean standard = file.equals("-");
        Instant changed = standard ? Instant.now() : Files.getLastModifiedTime(Path.of(file)).toInstant();
        try (InputStream input = standard ? terminal.in() : open(Path.of(file))) {
            RecordReader reader = new RecordReader(input,
                    () -> new LineParser(file, forced, new LocalTimes(access.zone(options), () -> changed)));
            for (LogRecord record = reader.next(); record != null; record = reader.next()) {
                write(record);
            }
        }
    }

    static InputStream open(Path file) throws IOException {
        BufferedInputStream input = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            input.mark(2);
            boolean zipped = input.read() == 0x1f && input.read() == 0x8b;
            input.reset();
            return zipped ? new GZIPInputStream(input, BUFFER) : input;
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    private void write(LogRecord record) throws IOException {
        new JsonLines(terminal).write(json -> {
            LogsJson.fields(json, record);
            json.writeNumberField("line", record.line());
            json.writeNumberField("lines", record.lines());
        });
    }
}
