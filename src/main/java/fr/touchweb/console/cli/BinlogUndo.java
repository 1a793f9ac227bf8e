package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.ColumnNames;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.SavedText;
import fr.touchweb.console.core.binlog.SchemaReader;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code binlog undo FILE --start N}: SQL that would write back what a transaction changed; it is never run here. */
@Command(name = "undo", description = "cli.binlog.undo")
final class BinlogUndo implements Callable<Integer> {
    private final Terminal terminal;
    private final BinlogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--start", required = true, paramLabel = "N", descriptionKey = "cli.binlog.start")
    private long start;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(paramLabel = "FILE|SERVER:FILE|-", descriptionKey = "cli.binlog.file")
    private String named = "";

    BinlogUndo(Terminal terminal, BinlogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        try (access) {
            BinlogPlace place = BinlogPlace.of(named, access, options, () -> database.login(terminal));
            BinlogReader reader = place.reader();
            RemoteHost host = place.host();
            Optional<UndoProposal> proposal = reader == null || host == null
                    ? ofText(place)
                    : ofFile(place, reader, host);
            if (proposal.isEmpty()) {
                throw new UsageException(Message.of("cli.binlog.noTransaction", named, start));
            }
            print(proposal.get());
            return proposal.get().complete() ? ExitCode.OK : ExitCode.FINDING;
        } finally {
            database.wipe();
        }
    }

    private Optional<UndoProposal> ofText(BinlogPlace place) throws Exception {
        try (InputStream in = place.text(terminal)) {
            SavedText text = new SavedText(access.policy(options), access.zone(options));
            return BinlogPassRun.run(control -> text.undo(in, start, new ColumnNames(), control));
        }
    }

    private Optional<UndoProposal> ofFile(BinlogPlace place, BinlogReader reader, RemoteHost host) throws Exception {
        BinlogFile file = reader.file(place.path());
        if (file.encrypted() && !database.named()) {
            throw new UsageException(Message.of("cli.binlog.encrypted"));
        }
        return BinlogPassRun.run(control -> {
            Optional<Transaction> found = reader.transactionAt(file, start, control);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ColumnNames names = new ColumnNames();
            DatabaseLogin login = database.login(terminal);
            if (login != null) {
                names.today(columns(host, found.get(), login));
            }
            return Optional.of(reader.undo(file, found.get(), names, control));
        });
    }

    private Map<TableName, List<Column>> columns(RemoteHost host, Transaction transaction, DatabaseLogin login)
            throws IOException, InterruptedException {
        try {
            return new SchemaReader(host, access.policy(options)).read(login, transaction.tables());
        } finally {
            login.wipe();
        }
    }

    private void print(UndoProposal proposal) throws IOException {
        if (options.json()) {
            new JsonLines(terminal).write(json -> {
                json.writeNumberField("start", proposal.transaction().start());
                json.writeBooleanField("complete", proposal.complete());
                json.writeArrayFieldStart("reasons");
                for (Message reason : proposal.reasons()) {
                    json.writeString(terminal.texts().get(reason));
                }
                json.writeEndArray();
                json.writeArrayFieldStart("statements");
                for (String statement : proposal.statements()) {
                    json.writeString(statement);
                }
                json.writeEndArray();
            });
            return;
        }
        Transaction transaction = proposal.transaction();
        terminal.line("-- " + terminal.texts().get("cli.binlog.undoHead", transaction.file(), transaction.start(),
                transaction.gtid() == null ? "-" : transaction.gtid()));
        for (Message reason : proposal.reasons()) {
            // A line feed inside of a reason (a name, a statement) must not end its comment.
            terminal.line("-- ! " + terminal.texts().get(reason).replaceAll("\\R", " "));
        }
        for (String statement : proposal.statements()) {
            terminal.line(statement + ";");
        }
        if (!proposal.statements().isEmpty()) {
            terminal.line("-- " + terminal.texts().get("cli.binlog.undoEnd"));
        }
    }
}
