package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.Runner.Ended;
import fr.touchweb.console.core.binlog.file.FileLister;
import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;

/**
 * Follows a log by its positions: a short run from the last whole transaction whenever the file has grown, and the next
 * file when Rotate names it. Nothing stays running on the server between two looks (reference binlog, rule 12).
 */
final class Following {
    private final RemoteBinlogs binlogs;
    private final RemoteHost host;
    private final BinlogPolicy policy;
    private final IndexListener listener;
    private final TaskControl control;

    Following(RemoteBinlogs binlogs, RemoteHost host, BinlogPolicy policy, IndexListener listener,
            TaskControl control) {
        this.binlogs = binlogs;
        this.host = host;
        this.policy = policy;
        this.listener = listener;
        this.control = control;
    }

    Verdict run(BinlogFile first, long from) throws RemoteException, InterruptedException {
        BinlogFile file = first;
        long position = from;
        long readSize = -1;
        while (true) {
            if (control.isCancelled()) {
                return new Verdict(State.CANCELLED, position, file.size(), Message.of("binlog.verdict.cancelled"), "");
            }
            BinlogFile now = new FileLister(host.files(), policy.listAtOnce()).file(file.path());
            if (now.size() != readSize) {
                Ended ended = binlogs.indexOnce(now, position, new Whole(), control);
                readSize = now.size();
                file = now;
                position = Math.max(position, ended.lastComplete());
                switch (ended.verdict().state()) {
                    case COMPLETE -> {
                        String next = ended.text().nextFile();
                        if (next == null) {
                            return ended.verdict();
                        }
                        String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
                        file = new FileLister(host.files(), policy.listAtOnce()).file(folder + next);
                        position = 0;
                        readSize = -1;
                        listener.rotated(file);
                        continue;
                    }
                    case LIVE, UNCLOSED, CUT, CANCELLED -> {
                        // A torn tail of a growing file is whole at the next look.
                    }
                    default -> {
                        return ended.verdict();
                    }
                }
            }
            RemoteBinlogs.pause(control, policy.followMillis());
        }
    }

    /** Leaves out a transaction whose end is not written yet: the next look reads it whole. */
    private final class Whole implements IndexListener {
        @Override
        public void started(String commandLine) {
            listener.started(commandLine);
        }

        @Override
        public void transaction(Transaction transaction) {
            if (transaction.ending() != Ending.OPEN) {
                listener.transaction(transaction);
            }
        }

        @Override
        public boolean wantsEvents() {
            return listener.wantsEvents();
        }

        @Override
        public void event(BinlogEvent event) {
            listener.event(event);
        }

        @Override
        public void progress(Progress progress) {
            listener.progress(progress);
        }

        @Override
        public void note(Message note) {
            listener.note(note);
        }
    }
}
