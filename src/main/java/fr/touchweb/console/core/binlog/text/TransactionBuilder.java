package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transaction while its events are read. */
final class TransactionBuilder {
    /** What the GTID of MariaDB says about an ALTER in two phases. */
    enum Alter {
        NONE, START, COMMIT, ROLLBACK
    }

    final long start;
    final long serverId;
    /** Second of the GTID's header, which is that of the commit; -1 without GTID. */
    final long gtidSecond;
    @Nullable
    String gtid;
    /** Microseconds of the commit, -1 when the log has none. */
    long commitMicros = -1;
    long commitSecond = -1;
    @Nullable
    Long thread;
    /** BEGIN, START TRANSACTION or XA START was read: it goes on until its end is told. */
    boolean begun;
    /** Prepared and committed at once (XA COMMIT … ONE PHASE). */
    boolean onePhase;
    Alter alter = Alter.NONE;
    long end;
    final List<Statement> statements = new ArrayList<>(2);
    final Set<Mark> marks = EnumSet.noneOf(Mark.class);

    TransactionBuilder(long start, long serverId, long gtidSecond) {
        this.start = start;
        this.serverId = serverId;
        this.gtidSecond = gtidSecond;
        end = start;
    }

    Transaction build(String file, Ending ending, Zone zone) {
        Instant time = statements.isEmpty() ? null : statements.getFirst().time();
        Instant commit = null;
        if (ending != Ending.OPEN) {
            if (commitMicros >= 0) {
                commit = Instant.ofEpochSecond(commitMicros / 1_000_000, commitMicros % 1_000_000 * 1000);
            } else if (commitSecond >= 0) {
                commit = zone.instant(commitSecond);
            } else if (gtidSecond >= 0) {
                commit = zone.instant(gtidSecond);
            } else {
                commit = time;
            }
        }
        return new Transaction(file, start, end, gtid, time, commit, thread, serverId, ending, statements, marks);
    }
}
