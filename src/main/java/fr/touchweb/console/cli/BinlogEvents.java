package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.IndexListener;
import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code binlog events FILE|SERVER:FILE|-}: the events that stand in a binary log. */
@Command(name = "events", description = "cli.binlog.events")
final class BinlogEvents implements Callable<Integer> {
    private final Terminal terminal;
    private final BinlogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE|SERVER:FILE|-", descriptionKey = "cli.binlog.file")
    private List<String> files = new ArrayList<>();

    BinlogEvents(Terminal terminal, BinlogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try (access) {
            BinlogPassRun pass = new BinlogPassRun(terminal, access, options, database);
            int code = ExitCode.OK;
            for (String file : files) {
                Verdict verdict;
                try {
                    verdict = pass.read(file, true, new Printer());
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
                code = Math.max(code, pass.end(verdict, file.contains(":")));
            }
            return code;
        } finally {
            database.wipe();
        }
    }

    private final class Printer implements IndexListener {
        @Override
        public void transaction(Transaction transaction) {
            // Events are told one by one.
        }

        @Override
        public boolean wantsEvents() {
            return true;
        }

        @Override
        public void event(BinlogEvent event) {
            try {
                print(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void note(Message note) {
            terminal.say(note);
        }
    }

    private void print(BinlogEvent event) throws IOException {
        if (!options.json()) {
            terminal.line("%12d %12d  %s  %-22s %10s  %s%s".formatted(event.start(), event.end(),
                    JsonLines.time(event.time()), event.type(), event.rows() == null ? "" : event.rows(),
                    event.table() == null ? "" : event.table(), event.inner() ? "  (inner)" : ""));
            return;
        }
        new JsonLines(terminal).write(json -> {
            json.writeNumberField("start", event.start());
            json.writeNumberField("end", event.end());
            json.writeStringField("type", event.type());
            json.writeStringField("time", JsonLines.time(event.time()));
            BinlogJson.number(json, "thread", event.thread());
            json.writeStringField("table", event.table() == null ? null : event.table().toString());
            BinlogJson.number(json, "rows", event.rows());
            if (event.inner()) {
                json.writeBooleanField("inner", true);
            }
        });
    }
}
