package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.follow.Siblings.Sibling;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Where reading begins: at the beginning, near the end, or at a moment, which is found by halving. */
final class StartPlaces implements StartFinder {
    private static final int PROBE = 1 << 16;

    private final RemoteFiles files;
    private final Supplier<LineParser> parsers;

    /** @param parsers make parsers of this log's lines */
    StartPlaces(RemoteFiles files, Supplier<LineParser> parsers) {
        this.files = files;
        this.parsers = parsers;
    }

    @Override
    public Place find(OpenFile file, SourceKey source, Start start, int lineBytes)
            throws RemoteException, InterruptedException {
        long size = file.stat().size();
        return switch (start) {
            case Start.Beginning() -> new Place(List.of(), 0, 0);
            case Start.End(int backfill) -> nearEnd(file, size, backfill);
            case Start.Last(int backfill, long _) -> nearEnd(file, size, backfill);
            case Start.Since(Instant moment) -> since(file, size, source, moment, lineBytes);
        };
    }

    private static Place nearEnd(OpenFile file, long size, int backfill) throws RemoteException, InterruptedException {
        return new Place(List.of(), 0, StartFinder.lineAt(file, Math.max(0, size - backfill), size));
    }

    /** Also reads rotated files, back to the first one that begins before the moment. */
    private Place since(OpenFile file, long size, SourceKey source, Instant moment, int lineBytes)
            throws RemoteException, InterruptedException {
        long micros = moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
        List<PastLog> past = new ArrayList<>();
        long offset = offsetOf(file, size, micros);
        if (offset == 0) {
            int generation = -1;
            for (Sibling sibling : Siblings.of(files, source.path())) {
                if (!sibling.named() || sibling.stat().modified().isBefore(moment)) {
                    break;
                }
                if (sibling.zipped()) {
                    past.add(ZippedLog.whole(sibling.path(), source, lineBytes, generation--,
                            ZippedLog.head(files, sibling.path())));
                    continue;
                }
                OpenFile older;
                try {
                    older = files.open(sibling.path());
                } catch (RemoteException e) {
                    if (e.kind() == Kind.NO_SUCH_FILE || e.kind() == Kind.PERMISSION) {
                        break;
                    }
                    throw e;
                }
                long from = offsetOf(older, older.stat().size(), micros);
                past.add(OpenLog.at(older, source, generation--, lineBytes, from));
                if (from > 0) {
                    break;
                }
            }
            Collections.reverse(past);
        }
        return new Place(past, 0, offset);
    }

    /** Place of the first line that is not older, taking the times to grow. */
    private long offsetOf(OpenFile file, long size, long micros)
            throws RemoteException, InterruptedException {
        long low = 0;
        long high = size;
        while (high - low > PROBE) {
            long middle = (low + high) >>> 1;
            long line = StartFinder.lineAt(file, middle, size);
            long time = timeAt(file, line);
            if (time == LocalTimes.NONE || time >= micros || line >= high) {
                high = middle;
            } else {
                low = line;
            }
        }
        byte[] bytes = new byte[(int) Math.min(size - low, 4L * PROBE)];
        int read = file.read(low, bytes, 0, bytes.length);
        LineParser parser = parsers.get();
        int start = 0;
        for (int i = 0; i < read; i++) {
            if (bytes[i] == '\n') {
                ParsedLine line = parser.parse(bytes, start, i);
                if (line.time() != LocalTimes.NONE && line.time() >= micros) {
                    return low + start;
                }
                start = i + 1;
            }
        }
        return low + start;
    }

    /** Time of the first line with one from a place on. */
    private long timeAt(OpenFile file, long offset) throws RemoteException, InterruptedException {
        byte[] bytes = new byte[PROBE];
        int read = file.read(offset, bytes, 0, PROBE);
        LineParser parser = parsers.get();
        int start = 0;
        for (int i = 0; i < read; i++) {
            if (bytes[i] == '\n') {
                long time = parser.parse(bytes, start, i).time();
                if (time != LocalTimes.NONE) {
                    return time;
                }
                start = i + 1;
            }
        }
        return LocalTimes.NONE;
    }
}
