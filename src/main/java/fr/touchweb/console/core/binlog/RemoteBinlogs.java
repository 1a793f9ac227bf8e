package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.Runner.Ended;
import fr.touchweb.console.core.binlog.Runner.Wanted;
import fr.touchweb.console.core.binlog.file.FileLister;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.binlog.model.ReadingTool;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.run.ServerLogin;
import fr.touchweb.console.core.binlog.run.ToolProbe;
import fr.touchweb.console.core.binlog.text.TextListener;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Binary logs of a machine behind a {@link RemoteHost}: a server over SSH, or this machine. */
public final class RemoteBinlogs implements BinlogReader {
    private static final long LOOK_MILLIS = 50;
    private static final Duration PROBE = Duration.ofSeconds(30);
    private static final ReadingTool NO_TOOL = new ReadingTool(null, Family.UNKNOWN, "", Set.of(), null,
            null, -1);

    private final RemoteHost host;
    private final BinlogPolicy policy;
    private final Runner runner;
    private final Supplier<@Nullable DatabaseLogin> login;
    private ToolProbe.@Nullable Found found;

    public RemoteBinlogs(RemoteHost host, BinlogPolicy policy) {
        this(host, policy, () -> null);
    }

    /**
     * @param login a copy of the login on the machine's database server, which is wiped after use; asked when a file is
     *        encrypted, so that only the server can read it. Null for none.
     */
    public RemoteBinlogs(RemoteHost host, BinlogPolicy policy, Supplier<@Nullable DatabaseLogin> login) {
        this.host = host;
        this.policy = policy;
        this.login = login;
        runner = new Runner(host, policy);
    }

    @Override
    public BinlogListing list(String pattern) throws RemoteException, InterruptedException {
        return new FileLister(host.files(), policy.listAtOnce()).list(pattern);
    }

    @Override
    public BinlogFile file(String path) throws RemoteException, InterruptedException {
        return new FileLister(host.files(), policy.listAtOnce()).file(path);
    }

    @Override
    public ReadingTool tool() throws RemoteException, InterruptedException {
        return found().tools().isEmpty() ? NO_TOOL : found().tools().getFirst();
    }

    private synchronized ToolProbe.Found found() throws RemoteException, InterruptedException {
        ToolProbe.Found known = found;
        if (known == null) {
            // On this machine nothing passes a wire.
            known = ToolProbe.probe(host, !(host instanceof LocalHost), PROBE);
            found = known;
        }
        return known;
    }

    private Way way(BinlogFile file) throws RemoteException, InterruptedException {
        ReadingTool tool = found().forFamily(file.family());
        DatabaseLogin known = file.encrypted() ? login.get() : null;
        try {
            return new Way(file, tool == null ? NO_TOOL : tool, found().nice(),
                    known == null ? null : new ServerLogin(known.arguments(), known.optionFile()));
        } finally {
            if (known != null) {
                known.wipe();
            }
        }
    }

    @Override
    public String commandLine(BinlogFile file) throws RemoteException, InterruptedException {
        try (Way way = way(file)) {
            return way.tool().program() == null
                    ? "mysqlbinlog --no-defaults " + file.path() + " --base64-output=DECODE-ROWS --verbose"
                    : line(way, 0, 0, List.of("--verbose"));
        }
    }

    private String line(Way way, long from, long to, List<String> options) {
        return way.command(from, to, options, policy).line();
    }

    @Override
    public Verdict index(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        return index(file, from, List.of(), listener, control).verdict();
    }

    @Override
    public Verdict indexWithRows(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        return index(file, from, List.of("--verbose"), listener, control).verdict();
    }

    private Ended index(BinlogFile file, long from, List<String> options, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        try (Way way = way(file)) {
            Verdict refusal = way.refusal();
            return refusal == null
                    ? index(way, from, options, listener, control)
                    : new Ended(refusal, from, Runner.NOTHING);
        }
    }

    private Ended index(Way way, long from, List<String> options, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        BinlogFile file = way.file();
        warn(file, way.tool(), listener);
        Ended ended = null;
        long start = from;
        for (int attempt = 0; attempt <= policy.resumes(); attempt++) {
            try {
                listener.started(line(way, start, 0, options));
                ended = runner.run(new Wanted(way, start, 0, options,
                        new AlterTexts(this, file, listener, control), null, listener::progress, () -> false),
                        control);
                if (ended.verdict().state() != State.LOST || control.isCancelled()) {
                    break;
                }
                start = Math.max(start, ended.lastComplete());
                listener.note(Message.of("binlog.note.resumed", start));
            } catch (RemoteException e) {
                if (ended == null || !e.kind().retryable()) {
                    throw e;
                }
            }
            pause(control, (attempt + 1L) * policy.followMillis());
        }
        if (ended == null) {
            throw new IllegalStateException("a pass runs at least once");
        }
        if (ended.verdict().state() != State.LOST) {
            runner.tidy();
        }
        warnIfGone(file, listener);
        return ended;
    }

    /** Waits, and no longer than until a cancel. */
    static void pause(TaskControl control, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!control.isCancelled() && System.nanoTime() < end) {
            Thread.sleep(Math.min(LOOK_MILLIS, millis));
        }
    }

    /** A file that is purged while it is read is still read to its end; the list should know. */
    private void warnIfGone(BinlogFile file, IndexListener listener) throws InterruptedException {
        try {
            host.files().stat(file.path());
        } catch (RemoteException e) {
            if (e.kind() == RemoteException.Kind.NO_SUCH_FILE) {
                listener.note(Message.of("binlog.note.purged", file.name()));
            }
        }
    }

    private void warn(BinlogFile file, ReadingTool tool, IndexListener listener) {
        if (tool.folder() == null) {
            listener.note(Message.of("binlog.note.noFolder"));
        } else if (tool.freeBytes() >= 0 && file.size() > tool.freeBytes() / policy.temporaryShare()) {
            // A statement is never larger than its file.
            listener.note(Message.of("binlog.note.smallFolder", tool.folder(), tool.freeBytes() >> 20));
        }
    }

    @Override
    public Verdict follow(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        return new Following(this, host, policy, listener, control).run(file, from);
    }

    Ended indexOnce(BinlogFile file, long from, IndexListener listener, TaskControl control)
            throws RemoteException, InterruptedException {
        return index(file, from, List.of(), listener, control);
    }

    @Override
    public TransactionDetail detail(BinlogFile file, Transaction transaction, long firstRow, int rowLimit,
            TaskControl control) throws RemoteException, InterruptedException {
        return detail(file, transaction, firstRow, rowLimit, false, control);
    }

    TransactionDetail detail(BinlogFile file, Transaction transaction, long firstRow, int rowLimit,
            boolean verifyChecksums, TaskControl control) throws RemoteException, InterruptedException {
        RowWindow window = new RowWindow(transaction, firstRow, rowLimit);
        try (Way way = way(file)) {
            Verdict refusal = way.refusal();
            if (refusal != null) {
                return window.detail(refusal, "");
            }
            List<String> options = rowOptions(way.tool());
            if (verifyChecksums) {
                options.add("--verify-binlog-checksum");
            }
            String line = line(way, transaction.start(), transaction.end(), options);
            Verdict verdict = runner
                    .run(new Wanted(way, transaction.start(), transaction.end(), options, window, window,
                            progress -> {}, window::full), control)
                    .verdict();
            return window.detail(verdict, line);
        }
    }

    private static List<String> rowOptions(ReadingTool tool) {
        List<String> options = new ArrayList<>(List.of("-vv"));
        if (tool.knows("print-table-metadata")) {
            options.add("--print-table-metadata");
        }
        return options;
    }

    @Override
    public Optional<Transaction> transactionAt(BinlogFile file, long position, TaskControl control)
            throws RemoteException, InterruptedException {
        try (Way way = way(file)) {
            if (way.refusal() != null) {
                return Optional.empty();
            }
            long from = !file.encrypted() && new RawBytes(host.files(), file).startsTransaction(position)
                    ? position
                    : 0;
            Holder holder = new Holder(position);
            runner.run(new Wanted(way, from, 0, List.of(), holder, null, progress -> {}, holder::done), control);
            return Optional.ofNullable(holder.found);
        }
    }

    /** Keeps the transaction that holds a position. */
    private static final class Holder implements TextListener {
        private final long position;
        private @Nullable Transaction found;
        private boolean passed;

        Holder(long position) {
            this.position = position;
        }

        boolean done() {
            return found != null || passed;
        }

        @Override
        public void transaction(Transaction transaction) {
            if (found == null && transaction.start() <= position && position < transaction.end()) {
                found = transaction;
            }
            passed |= transaction.start() > position;
        }
    }

    @Override
    public Verdict search(BinlogFile file, ValueQuery query, ColumnNames names, int limit, SearchListener listener,
            TaskControl control) throws RemoteException, InterruptedException {
        try (Way way = way(file)) {
            Verdict refusal = way.refusal();
            if (refusal != null) {
                return refusal;
            }
            List<String> options = rowOptions(way.tool());
            listener.started(line(way, 0, 0, options));
            ValueSearch search = new ValueSearch(query, names, limit, listener);
            Verdict verdict = runner.run(new Wanted(way, 0, 0, options, search, search, listener::progress,
                    search::full), control).verdict();
            return search.more() && verdict.whole()
                    ? new Verdict(State.PARTIAL, verdict.position(), verdict.size(),
                            Message.of("binlog.verdict.hits", limit), verdict.detail())
                    : verdict;
        }
    }

    @Override
    public UndoProposal undo(BinlogFile file, Transaction transaction, ColumnNames names, TaskControl control)
            throws RemoteException, InterruptedException {
        TransactionDetail detail = detail(file, transaction, 0, policy.undoRows(), true, control);
        return new UndoMaker(detail, names, file.encrypted() ? null : new RawBytes(host.files(), file),
                policy.undoRows()).propose();
    }

    @Override
    public boolean verify(BinlogFile file, Transaction transaction, TaskControl control)
            throws RemoteException, InterruptedException {
        if (file.encrypted()) {
            throw new RemoteException(RemoteException.Kind.UNSUPPORTED, Message.of("binlog.verify.encrypted"), null);
        }
        return new RawBytes(host.files(), file).chainOf(transaction);
    }
}
