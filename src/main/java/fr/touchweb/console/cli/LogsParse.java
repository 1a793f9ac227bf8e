package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs parse FILE…}: every record as JSON, whatever its format; {@code .gz} is inflated, {@code -} is stdin. */
@Command(name = "parse", description = "cli.logs.parse")
final class LogsParse implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final TimeRange range = new TimeRange();

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
        LogReading reading = LogReading.of(terminal, access, options, format);
        for (String file : files) {
            parse(file, reading);
        }
        return reading.code(ExitCode.OK);
    }

    private void parse(String file, LogReading reading)
            throws IOException, InterruptedException, UsageException {
        try (LogReading.Opened opened = reading.open(file, range)) {
            RecordReader reader = new RecordReader(opened.input(), opened::parser);
            for (LogRecord record = reader.next(); record != null; record = reader.next()) {
                write(record);
            }
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
