package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Stop;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one source as they stand beside its lines between two runs: 16 bytes each, mapped, then its gaps and rotations,
 * what was counted and what was let go. With it the lines need not be looked through when they are opened again. A
 * checksum covers all of it; {@link SummaryWriter} makes it.
 *
 * @param sum checksum, by which it is named elsewhere
 * @param stop mark of the place in the log at which the rows end, see {@link #markOf}
 * @param firstFile number of the oldest file of lines
 * @param lastFile number of the newest one
 * @param end place behind the last line
 * @param rows entries and times, an entry as in the index, with what is said in this class in the bits of the source
 * @param count number of rows
 * @param firstLine row of the first line that following gave, -1 for none
 * @param lastLine row of the last one
 * @param firstTime time of the first one that tells one
 * @param lastTime time of the last one
 * @param earliest time of the earliest row, {@link Long#MAX_VALUE} for none
 * @param sorted whether the rows stand in the order of their times
 * @param files with which row each file of lines begins
 * @param readings with which rows readings again begin
 * @param markers gaps and rotations
 * @param counted lines by time
 */
record KeptSummary(long sum, long stop, int firstFile, int lastFile, long end, MemorySegment rows, long count,
        long firstLine, long lastLine, long firstTime, long lastTime, long earliest, boolean sorted,
        List<Long> files, List<Long> readings, List<Marker> markers, Histogram counted, KeptHoles holes) {
    static final String FILE = "rows";
    /** Bytes of a row. */
    static final int ROW = 16;
    static final int TIME = 8;
    /** Written before following began, or read again. */
    static final int PAST = 1;
    /** The first one of a reading again. */
    static final int READING = 2;
    /** Counted in the histogram. */
    static final int COUNTED = 4;

    static final int HEAD = 112;
    static final int MAGIC = 0x54575253;
    static final int VERSION = 1;

    /** A gap or a rotation that stands in a row. */
    record Marker(long row, LogEvent event) {}

    /** Null for what is torn, foreign or of another version. */
    static @Nullable KeptSummary read(Path file, SourceKey source, int fileBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < HEAD || channel.size() > Integer.MAX_VALUE) {
                return null;
            }
            // Private: another format may give rows other times, which are this run's alone.
            return of(channel.map(FileChannel.MapMode.PRIVATE, 0, channel.size(), Arena.ofAuto()), source, fileBytes);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static @Nullable KeptSummary of(MemorySegment all, SourceKey source, int fileBytes) {
        ByteBuffer head = all.asSlice(0, HEAD).asByteBuffer().order(ByteOrder.nativeOrder());
        if (head.getInt() != MAGIC || head.getInt() != VERSION) {
            return null;
        }
        long sum = head.getLong();
        boolean own = head.getLong() == nameOf(source);
        long stop = head.getLong();
        own &= head.getInt() == fileBytes;
        int firstFile = head.getInt();
        int lastFile = head.getInt();
        int tail = head.getInt();
        long end = head.getLong();
        long count = head.getLong();
        if (!own || tail < 0 || count < 0 || count > all.byteSize() / ROW
                || HEAD + count * ROW + tail != all.byteSize() || sum != sumOf(all)) {
            return null;
        }
        long firstLine = head.getLong();
        long lastLine = head.getLong();
        long firstTime = head.getLong();
        long lastTime = head.getLong();
        long earliest = head.getLong();
        boolean sorted = head.getLong() != 0;
        ByteBuffer rest = all.asSlice(HEAD + count * ROW, tail).asByteBuffer().order(ByteOrder.nativeOrder());
        List<Long> files = longs(rest);
        List<Long> readings = longs(rest);
        List<Marker> markers = new ArrayList<>();
        for (int left = rest.getInt(); left > 0; left--) {
            markers.add(new Marker(rest.getLong(), KeptMarkers.of(source, bytes(rest))));
        }
        return new KeptSummary(sum, stop, firstFile, lastFile, end, all.asSlice(HEAD, count * ROW), count, firstLine,
                lastLine, firstTime, lastTime, earliest, sorted, files, readings, List.copyOf(markers),
                Histogram.of(rest), KeptHoles.of(bytes(rest)));
    }

    private static List<Long> longs(ByteBuffer from) {
        List<Long> longs = new ArrayList<>();
        for (int left = from.getInt(); left > 0; left--) {
            longs.add(from.getLong());
        }
        return List.copyOf(longs);
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.getInt()];
        from.get(bytes);
        return bytes;
    }

    /** Of the rows and what follows them, then of the head. */
    private static long sumOf(MemorySegment all) {
        CRC32C crc = new CRC32C();
        ByteBuffer bytes = all.asByteBuffer();
        crc.update(bytes.position(HEAD));
        crc.update(bytes.position(SummaryWriter.SUMMED).limit(HEAD));
        return crc.getValue();
    }

    static long nameOf(SourceKey source) {
        return sum(source.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What tells one place from another at which following stopped. */
    static long markOf(Stop stop) {
        ByteBuffer place = ByteBuffer.allocate(Long.BYTES + 2 + stop.before().length).putLong(stop.offset())
                .put((byte) (stop.movable() ? 1 : 0)).put((byte) (stop.numbered() ? 1 : 0)).put(stop.before());
        return sum(place.array());
    }

    private static long sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    long entry(long i) {
        return rows.get(ValueLayout.JAVA_LONG_UNALIGNED, i * ROW);
    }

    long time(long i) {
        return rows.get(ValueLayout.JAVA_LONG_UNALIGNED, i * ROW + TIME);
    }

    /** Another format tells another time of a row, and whether it counts. */
    void reread(long i, long time, int counted) {
        long entry = entry(i);
        rows.set(ValueLayout.JAVA_LONG_UNALIGNED, i * ROW,
                RowIndex.of(entry, RowIndex.source(entry) & ~COUNTED | counted));
        rows.set(ValueLayout.JAVA_LONG_UNALIGNED, i * ROW + TIME, time);
    }
}
