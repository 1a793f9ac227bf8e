package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/** Writes a {@link KeptSummary}, row by row, in the order of the lines. For one thread. */
final class SummaryWriter implements AutoCloseable {
    /** Place in the head from which on it is summed. */
    static final int SUMMED = 16;
    private static final int BUFFER = 1 << 16;

    private final KeptSource source;
    private final Path temporary;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
    private final CRC32C crc = new CRC32C();
    private final Histogram counted = new Histogram();
    private final List<Long> files = new ArrayList<>();
    private final List<Long> readings = new ArrayList<>();
    private final ByteArrayOutputStream markers = new ByteArrayOutputStream();
    private final int fileBytes;
    private int markerCount;
    private long nextFile;
    private long newest = Long.MIN_VALUE;
    private long earliest = Long.MAX_VALUE;
    private boolean sorted = true;
    private byte[] holes = new KeptHoles(0, List.of(), List.of()).bytes();
    private long rows;
    private long firstLine = -1;
    private long lastLine = -1;
    private long lastPlace = -1;
    private long firstTime = LocalTimes.NONE;
    private long lastTime = LocalTimes.NONE;

    /** @param fileBytes size of the files of its lines */
    SummaryWriter(KeptSource source, int fileBytes) throws IOException {
        this.source = source;
        this.fileBytes = fileBytes;
        this.temporary = source.unfinished();
        this.channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE), KeptLogs.ownFile(source.folder()));
        channel.position(KeptSummary.HEAD);
    }

    /**
     * @param flags those of the index
     * @param kept what is said in {@link KeptSummary} beside them
     */
    void line(long place, int flags, int kept, long time) throws IOException {
        if ((kept & KeptSummary.PAST) == 0) {
            firstLine = firstLine < 0 ? rows : firstLine;
            lastLine = rows;
            lastPlace = place;
            lastTime = time;
            if (firstTime == LocalTimes.NONE && RowIndex.isTimed(flags)) {
                firstTime = time;
            }
        }
        if ((kept & KeptSummary.COUNTED) != 0) {
            counted.add(time, Histogram.series(RowIndex.levelOf(flags), RowIndex.statusOf(flags)));
        }
        if (place >= nextFile) {
            files.add(rows);
            nextFile = (place / fileBytes + 1) * fileBytes;
        }
        if (RowIndex.isAgain(flags) && (readings.isEmpty() || (kept & KeptSummary.READING) != 0)) {
            readings.add(rows);
        }
        row(RowIndex.entry(place, kept, flags), time);
    }

    void marker(byte[] marker, int flags, long time) throws IOException {
        markers.write(longs(List.of(rows)), Integer.BYTES, Long.BYTES);
        markers.writeBytes(ints(marker.length));
        markers.writeBytes(marker);
        markerCount++;
        row(RowIndex.entry(0, 0, flags), time);
    }

    private void row(long entry, long time) throws IOException {
        if (buffer.remaining() < KeptSummary.ROW) {
            flush();
        }
        buffer.putLong(entry).putLong(time);
        sorted &= time >= newest;
        newest = time;
        earliest = Math.min(earliest, time);
        rows++;
    }

    /** What was let go, as {@link KeptHoles} has it; the last one counts. */
    void holes(byte[] kept) {
        holes = kept;
    }

    /** Place of the last line that following gave, -1 for none. */
    long lastPlace() {
        return lastPlace;
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /**
     * Puts it in its place.
     *
     * @param stop mark of the place in the log at which following stopped
     * @param end place behind the last line
     * @return its checksum
     */
    long finish(Spool lines, long stop, long end) throws IOException {
        flush();
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        tail.writeBytes(longs(files));
        tail.writeBytes(longs(readings));
        tail.writeBytes(ints(markerCount));
        tail.writeBytes(markers.toByteArray());
        tail.writeBytes(counted.bytes());
        tail.writeBytes(ints(holes.length));
        tail.writeBytes(holes);
        ByteBuffer rest = ByteBuffer.wrap(tail.toByteArray());
        crc.update(rest.duplicate());
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        ByteBuffer head = ByteBuffer.allocate(KeptSummary.HEAD).order(ByteOrder.nativeOrder());
        head.putInt(KeptSummary.MAGIC).putInt(KeptSummary.VERSION).putLong(0);
        head.putLong(KeptSummary.nameOf(source.source())).putLong(stop).putInt(lines.fileBytes())
                .putInt(lines.firstFile()).putInt(lines.lastFile()).putInt(tail.size()).putLong(end).putLong(rows)
                .putLong(firstLine).putLong(lastLine).putLong(firstTime).putLong(lastTime).putLong(earliest)
                .putLong(sorted ? 1 : 0);
        crc.update(head.flip().position(SUMMED));
        head.putLong(SUMMED - Long.BYTES, crc.getValue()).rewind();
        while (head.hasRemaining()) {
            channel.write(head, head.position());
        }
        channel.close();
        Files.move(temporary, source.summary(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return crc.getValue();
    }

    private static byte[] longs(List<Long> values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + values.size() * Long.BYTES)
                .order(ByteOrder.nativeOrder()).putInt(values.size());
        values.forEach(bytes::putLong);
        return bytes.array();
    }

    private static byte[] ints(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
    }

    /** Whether an entry counts in the histogram, beside what its index says. */
    static int counted(Kind kind, int flags, int length) {
        return kind == Kind.LINE && length > 0 && !RowIndex.isContinuation(flags) ? KeptSummary.COUNTED : 0;
    }

    /** Leaves nothing of what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
