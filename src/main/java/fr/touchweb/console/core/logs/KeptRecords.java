package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes the rows of what a console that did not end well left of a source. For one thread. */
final class KeptRecords {
    private final Spool spool;
    private final SummaryWriter writer;

    private KeptRecords(Spool spool, SummaryWriter writer) {
        this.spool = spool;
        this.writer = writer;
    }

    /**
     * Writes the {@link KeptSummary} of the lines before a place, all of them whole.
     *
     * @param stop mark of the place in the log at which they end
     */
    static void write(KeptSource source, Spool spool, long cut, long stop) throws IOException {
        try (SummaryWriter writer = new SummaryWriter(source, spool.fileBytes())) {
            KeptWalk.each(spool, null, cut, new KeptRecords(spool, writer)::record);
            writer.finish(spool, stop, cut);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean record(long place, int length, long offset, int flags, long time) {
        int own = flags & LineRecords.PAST - 1;
        try {
            if ((flags & LineRecords.HOLES) != 0) {
                writer.holes(bytes(place, length));
            } else if (RowIndex.kindOf(flags) == Kind.LINE) {
                writer.line(place, own, LineRecords.kept(flags) | SummaryWriter.counted(Kind.LINE, own, length), time);
            } else {
                writer.marker(bytes(place, length), own, time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private byte[] bytes(long place, int length) {
        byte[] bytes = new byte[length];
        spool.get(place + LineRecords.HEAD, bytes, 0, length);
        return bytes;
    }
}
