package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.merge.LineMerge;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logs merge FILE…}: the lines of several files in the order of their times, byte for byte. */
@Command(name = "merge", description = "cli.logs.merge")
final class LogsMerge implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final TimeRange range = new TimeRange();

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.file")
    private List<String> files = new ArrayList<>();

    LogsMerge(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        LogPlaces places = new LogPlaces(terminal, access, options);
        List<LineMerge.Input> inputs = new ArrayList<>();
        List<LineParser> parsers = new ArrayList<>();
        boolean torn = false;
        try {
            for (String file : files) {
                LineParser parser = places.parser(file);
                inputs.add(new LineMerge.Input(places.local(file, range), LineTime.of(() -> parser)));
                parsers.add(places.parser(file));
            }
            LineMerge merge = new LineMerge(Runtime.getRuntime().availableProcessors(),
                    access.lineBytes(options));
            if (options.json()) {
                merge.merge(inputs, (i, b, start, length) -> json(i, parsers.get(i), b, start, length),
                        TaskControl.UNATTENDED);
            } else {
                merge.mergeTo(terminal.output(), inputs, TaskControl.UNATTENDED);
            }
            for (int i = 0; i < files.size(); i++) {
                torn |= places.torn(files.get(i), inputs.get(i).bytes());
            }
        } finally {
            for (LineMerge.Input input : inputs) {
                close(input.bytes());
            }
            access.close();
        }
        terminal.flush();
        return torn ? ExitCode.USAGE : ExitCode.OK;
    }

    private static void close(RandomBytes bytes) throws IOException {
        bytes.close();
    }

    private void json(int input, LineParser parser, byte[] b, int start, int length) throws IOException {
        for (int at = start, end = start + length; at <= end;) {
            int feed = at;
            while (feed < end && b[feed] != '\n') {
                feed++;
            }
            LogRecord record = LogRecord.of(parser, Arrays.copyOfRange(b, at, feed), 1, 1);
            new JsonLines(terminal).write(json -> {
                LogsJson.fields(json, record);
                json.writeStringField("file", files.get(input));
            });
            at = feed + 1;
        }
    }
}
