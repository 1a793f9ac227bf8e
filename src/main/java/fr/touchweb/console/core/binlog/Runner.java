package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.run.ToolCommand;
import fr.touchweb.console.core.binlog.run.ToolEnd;
import fr.touchweb.console.core.binlog.run.ToolRun;
import fr.touchweb.console.core.binlog.run.VerdictReader;
import fr.touchweb.console.core.binlog.text.BinlogText;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.binlog.text.TextListener;
import fr.touchweb.console.core.binlog.text.Zone;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs mysqlbinlog once over one file or a part of it and reads its text. */
final class Runner {
    private static final int LINES = 2_000;
    private static final long PROGRESS_NANOS = 100_000_000;

    /** The state of a text that was not read at all. */
    static final BinlogText.State NOTHING = new BinlogText.State("", Family.UNKNOWN, false, null, false, false, false,
            0, 0, 0);

    private final RemoteHost host;
    private final BinlogPolicy policy;
    private final Queue<String> leftOvers = new ConcurrentLinkedQueue<>();

    Runner(RemoteHost host, BinlogPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    /**
     * What a run is to do.
     *
     * @param from position to start at, 0 for the beginning
     * @param to position to stop at, 0 for the end
     * @param options further options of the tool
     * @param enough asked between lines: true stops the run, and is no cancel
     */
    record Wanted(Way way, long from, long to, List<String> options, TextListener listener, @Nullable RowListener rows,
            Consumer<Progress> progress, BooleanSupplier enough) {}

    /**
     * How a run ended.
     *
     * @param lastComplete position after the last transaction that was read whole
     */
    record Ended(Verdict verdict, long lastComplete, BinlogText.State text) {}

    Ended run(Wanted wanted, TaskControl control) throws RemoteException, InterruptedException {
        BinlogFile file = wanted.way.file();
        ToolCommand command = wanted.way.command(wanted.from, wanted.to, wanted.options, policy);
        VerdictReader verdicts = new VerdictReader(file, command.program());
        try (ToolRun run = ToolRun.start(host, command)) {
            control.onCancel(run::stop);
            BinlogText text;
            boolean stoppedByUs = false;
            String broken = "";
            try (InputStream in = run.text()) {
                text = new BinlogText(in, file.name(), Zone.utc(), policy.lineBytes(), policy.textBytes(),
                        wanted.listener, wanted.rows);
                try {
                    stoppedByUs = read(text, run, wanted, control);
                } catch (RuntimeException e) {
                    // The listener had enough: nothing of the run stays behind either.
                    run.stop();
                    run.await();
                    leftOvers.addAll(run.folders());
                    tidy();
                    throw e;
                } catch (IOException e) {
                    // The end of the run says what happened: a lost connection, a compressor that was killed.
                    broken = String.valueOf(e.getMessage());
                }
            } catch (IOException e) {
                throw new IllegalStateException("streams of a process do not fail to close", e);
            }
            if (stoppedByUs || control.isCancelled()) {
                run.stop();
            }
            ToolEnd end = run.await();
            if (stoppedByUs || control.isCancelled() || end.lost()) {
                // A jail without sleep gives a stopped script no time to tidy up.
                leftOvers.addAll(run.folders());
            }
            if (control.isCancelled()) {
                return new Ended(cancelled(file, run, text), text.lastComplete(), text.state());
            }
            if (stoppedByUs) {
                tidy();
                Verdict enough = new Verdict(State.PARTIAL, text.position(), file.size(),
                        Message.of("binlog.verdict.partial", text.position()), "");
                return new Ended(enough, text.lastComplete(), text.state());
            }
            if (!end.lost()) {
                text.finish();
            }
            Verdict verdict = verdicts.read(broken.isEmpty() || end.code() != 0 || end.lost()
                    ? end
                    : new ToolEnd(1, false, false, broken, end.noFolder()), text.state(), wanted.to > 0);
            tell(text, run, wanted);
            return new Ended(verdict, text.lastComplete(), text.state());
        }
    }

    /** Reads to the end; true when the reader had enough before. */
    private boolean read(BinlogText text, ToolRun run, Wanted wanted, TaskControl control) throws IOException {
        long told = System.nanoTime();
        while (text.read(LINES)) {
            if (control.isCancelled()) {
                return false;
            }
            if (wanted.enough.getAsBoolean()) {
                return true;
            }
            long now = System.nanoTime();
            if (now - told > PROGRESS_NANOS) {
                told = now;
                tell(text, run, wanted);
            }
        }
        return false;
    }

    private static void tell(BinlogText text, ToolRun run, Wanted wanted) {
        wanted.progress.accept(
                new Progress(text.position(), wanted.way.file().size(), text.textBytes(), run.wireBytes()));
    }

    /** Removes the private folders of runs that could not do so themselves. */
    void tidy() throws RemoteException, InterruptedException {
        for (String folder = leftOvers.peek(); folder != null; folder = leftOvers.peek()) {
            host.run(Command.of("rm", "-rf", "--", folder));
            leftOvers.remove(folder);
        }
    }

    private Verdict cancelled(BinlogFile file, ToolRun run, BinlogText text) throws InterruptedException {
        boolean gone;
        try {
            gone = run.provedGone(policy.cancel());
            tidy();
        } catch (RemoteException e) {
            return new Verdict(State.CANCELLED, text.position(), file.size(),
                    Message.of("binlog.verdict.cancelledUnproved"), String.valueOf(e.getMessage()));
        }
        return new Verdict(State.CANCELLED, text.position(), file.size(),
                Message.of(gone ? "binlog.verdict.cancelled" : "binlog.verdict.cancelledAlive"), "");
    }
}
