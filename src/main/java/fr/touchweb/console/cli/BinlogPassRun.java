package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.IndexListener;
import fr.touchweb.console.core.binlog.SavedText;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.Work;
import fr.touchweb.console.core.text.Message;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** One pass over one file, wherever it is, with its verdict told at the end. */
final class BinlogPassRun {
    private final Terminal terminal;
    private final BinlogAccess access;
    private final CommonOptions options;
    private final DatabaseOptions database;

    BinlogPassRun(Terminal terminal, BinlogAccess access, CommonOptions options, DatabaseOptions database) {
        this.terminal = terminal;
        this.access = access;
        this.options = options;
        this.database = database;
    }

    /**
     * Reads a place to its end.
     *
     * @param exact whether rows are to be counted exactly, at the price of more text
     */
    Verdict read(String named, boolean exact, IndexListener listener) throws Exception {
        BinlogPlace place = BinlogPlace.of(named, access, options, () -> database.login(terminal));
        BinlogReader reader = place.reader();
        if (reader == null) {
            try (InputStream in = place.text(terminal)) {
                SavedText text = new SavedText(access.policy(options), access.zone(options));
                return run(control -> text.read(in, place.path(), -1, listener, null, control));
            }
        }
        BinlogFile file = reader.file(place.path());
        return run(control -> exact
                ? reader.indexWithRows(file, 0, listener, control)
                : reader.index(file, 0, listener, control));
    }

    static <T> T run(Work<T> work) throws Exception {
        AtomicReference<Outcome<T>> ended = new AtomicReference<>();
        new CurrentThreadRunner().start(Task.of(Message.of("cli.binlog"), work), ended::set);
        return switch (ended.get()) {
            case Outcome.Success<T>(T value) -> value;
            case Outcome.Failure<T>(Throwable cause) when cause instanceof Exception failure -> throw failure;
            case Outcome.Failure<T>(Throwable cause) -> throw (Error) cause;
            case Outcome.Cancelled<T> _ -> throw new CancellationException();
        };
    }

    /** Says a verdict and turns it into an exit code. */
    int end(Verdict verdict, boolean remote) {
        terminal.say(verdict.message());
        if (!verdict.detail().isEmpty() && !verdict.whole()) {
            terminal.sayText(verdict.detail());
        }
        if (verdict.state() == Verdict.State.ENCRYPTED) {
            terminal.say(Message.of("cli.binlog.encrypted"));
        }
        return switch (verdict.state()) {
            case COMPLETE, LIVE, PARTIAL, UNCLOSED -> ExitCode.OK;
            case CUT, DAMAGED -> ExitCode.FINDING;
            case LOST -> ExitCode.REMOTE;
            case CANCELLED -> ExitCode.INTERRUPTED;
            default -> remote ? ExitCode.REMOTE : ExitCode.USAGE;
        };
    }
}
