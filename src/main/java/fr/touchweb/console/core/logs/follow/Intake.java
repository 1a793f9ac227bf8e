package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of one source piece by piece and measures what comes: rate, last byte, how far behind. */
final class Intake {
    private static final int READS_A_TURN = 32;
    private static final int LINES_A_READ = 2_048;

    private final int readBytes;
    private final Rate rate = new Rate();
    private long lag;
    private @Nullable Instant behindSince;
    private @Nullable Instant lastByte;

    Intake(int readBytes) {
        this.readBytes = readBytes;
    }

    /**
     * Reads what is new, at most some pieces.
     *
     * @param size bytes that the file is known to have
     * @return false when the file does not hold any more what was read from it
     */
    boolean read(OpenLog log, long size, Instant now, LogSink sink) throws RemoteException, InterruptedException {
        for (int i = 0; i < READS_A_TURN && log.offset() < size; i++) {
            List<LogEvent> out = new ArrayList<>(LINES_A_READ);
            long from = log.offset();
            if (!log.pull(size, readBytes, out)) {
                return false;
            }
            if (log.offset() == from) {
                return true;
            }
            came(out.size(), now);
            if (!out.isEmpty()) {
                sink.accept(out);
            }
        }
        return log.offset() <= size;
    }

    /** Bytes came, and so many lines with them. */
    void came(int lines, Instant now) {
        lastByte = now;
        rate.add(lines, now);
    }

    /** Bytes are written and not read yet. */
    void behind(long bytes, Instant now) {
        lag = bytes;
        if (behindSince == null) {
            behindSince = now;
        }
    }

    void caughtUp() {
        lag = 0;
        behindSince = null;
    }

    long lag() {
        return lag;
    }

    Duration behindFor(Instant now) {
        return behindSince == null ? Duration.ZERO : Duration.between(behindSince, now);
    }

    /** When bytes last came, null when none did. */
    @Nullable
    Instant lastByte() {
        return lastByte;
    }

    double linesPerSecond(Instant now) {
        return rate.perSecond(now);
    }
}
