package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.IndexListener;
import fr.touchweb.console.core.binlog.TransactionFilter;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.text.PersonalValues;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code binlog transactions …}: who changed what and when, one transaction a line. */
@Command(name = "transactions", description = "cli.binlog.transactions")
final class BinlogTransactions implements Callable<Integer> {
    private final Terminal terminal;
    private final BinlogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--table", paramLabel = "NAME", descriptionKey = "cli.binlog.table")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--op", paramLabel = "NAME", descriptionKey = "cli.binlog.op")
    private List<String> operations = new ArrayList<>();

    @Option(names = "--text", paramLabel = "TEXT", descriptionKey = "cli.binlog.text")
    @Nullable
    private String text;

    @Option(names = "--thread", paramLabel = "ID", descriptionKey = "cli.binlog.thread")
    @Nullable
    private Long thread;

    @Option(names = "--from", paramLabel = "TIME", descriptionKey = "cli.binlog.from")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "TIME", descriptionKey = "cli.binlog.to")
    @Nullable
    private String to;

    @Option(names = "--min-rows", paramLabel = "N", descriptionKey = "cli.binlog.minRows")
    private long minimumRows;

    @Option(names = "--quick", descriptionKey = "cli.binlog.quick")
    private boolean quick;

    @Option(names = "--mask", descriptionKey = "cli.binlog.mask")
    private boolean mask;

    @Parameters(arity = "1..*", paramLabel = "FILE|SERVER:FILE|-", descriptionKey = "cli.binlog.file")
    private List<String> files = new ArrayList<>();

    BinlogTransactions(Terminal terminal, BinlogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        TransactionFilter filter = new TransactionFilter(new LinkedHashSet<>(tables), operations(), text, thread,
                minimumRows, 0, time(from), time(to));
        try (access) {
            BinlogPassRun pass = new BinlogPassRun(terminal, access, options, database);
            int code = ExitCode.OK;
            for (String file : files) {
                Printer printer = new Printer(filter);
                Verdict verdict;
                try {
                    verdict = pass.read(file, !quick, printer);
                    printer.end(verdict);
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

    private Set<Operation> operations() throws UsageException {
        Set<Operation> wanted = new LinkedHashSet<>();
        for (String name : operations) {
            try {
                wanted.add(Operation.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw new UsageException(Message.of("cli.binlog.noSuchOp", name,
                        List.of(Operation.values()).stream().map(Operation::id).collect(Collectors.joining(" "))));
            }
        }
        return wanted;
    }

    private static @Nullable Instant time(@Nullable String typed) throws UsageException {
        try {
            return typed == null ? null : Instant.parse(typed);
        } catch (DateTimeParseException _) {
            throw new UsageException(Message.of("cli.binlog.noTime", typed));
        }
    }

    private final class Printer implements IndexListener {
        private final TransactionFilter filter;
        /** One whose end was not read waits for the verdict of the file. */
        private @Nullable Transaction open;

        Printer(TransactionFilter filter) {
            this.filter = filter;
        }

        @Override
        public void transaction(Transaction transaction) {
            try {
                flush("incomplete");
                if (transaction.ending() == Ending.OPEN) {
                    open = transaction;
                } else {
                    print(transaction, "complete");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end(Verdict verdict) throws IOException {
            flush(verdict.state().id());
        }

        private void flush(String verdict) throws IOException {
            Transaction waiting = open;
            if (waiting != null) {
                open = null;
                print(waiting, verdict);
            }
        }

        private void print(Transaction transaction, String verdict) throws IOException {
            if (filter.accepts(transaction)) {
                BinlogTransactions.this.print(transaction, verdict);
            }
        }

        @Override
        public void note(Message note) {
            terminal.say(note);
        }
    }

    private void print(Transaction transaction, String verdict) throws IOException {
        if (options.json()) {
            new JsonLines(terminal).write(json -> BinlogJson.fields(json, transaction, verdict, mask));
            return;
        }
        Instant time = transaction.time() == null ? transaction.commitTime() : transaction.time();
        String operations = transaction.operations().entrySet().stream()
                .map(e -> e.getKey().id() + (e.getValue() < 0 ? "" : " " + e.getValue()))
                .collect(Collectors.joining(", "));
        String tables = transaction.tables().stream().map(Object::toString).collect(Collectors.joining(", "));
        terminal.line("%s  %12d  %-24s  %-30s  %s".formatted(time == null ? "-" : JsonLines.time(time),
                transaction.start(), operations, tables, firstLine(transaction)));
    }

    private String firstLine(Transaction transaction) {
        for (Statement statement : transaction.statements()) {
            if (statement.sql() != null) {
                String line = statement.sql().firstLine();
                return mask ? PersonalValues.masked(line) : line;
            }
        }
        return "";
    }
}
