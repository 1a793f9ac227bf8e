package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.Stop;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what an earlier run left of a source and finds the place up to which it can be trusted: every record before
 * it is whole, and following goes on right behind the last line before it, so that no line is missing or doubled.
 */
final class KeptWalk {
    /** Lines that are looked at again for the bytes before a place. */
    private static final int RECENT = 256;

    private final Spool spool;
    private final Stop stop;
    private final CRC32C crc = new CRC32C();
    /** Place behind the last record that is taken over, -1 for none. */
    private long cut = -1;
    private boolean found;
    /** Whether lines behind the place are known to follow it without a hole. */
    private boolean joined;
    private long end;
    /** Place behind the last line that another one follows right away, and what that line's end is in its file. */
    private long whole = -1;
    private long wholeEnd;
    private long wholeLines;
    private long rotated = -1;
    /** Whether no line of the file of now came yet. */
    private boolean fresh = true;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private long lastEnd = -1;
    private long behindLast = -1;
    private final long[] recent = new long[RECENT];
    private long lines;
    private long cutLines;

    /** @param stop where following stopped */
    KeptWalk(Spool spool, Stop stop) {
        this.spool = spool;
        this.stop = stop;
    }

    /**
     * What was found.
     *
     * @param cut place behind the last record that is right
     * @param end place in the log where its lines end; -1 when nobody can go on from there
     * @param before bytes of the log before that
     * @param head first bytes of the log where they are known, by which it is known again
     */
    record Found(long cut, long end, byte[] before, byte[] head) {}

    /** A record that is whole. */
    interface Each {
        /** @return whether to go on */
        boolean record(long place, int length, long offset, int flags, long time);
    }

    /** Goes through the records up to the first one that is torn, or before which one that was written is not there. */
    static void each(Spool spool, @Nullable CRC32C crc, long until, Each action) {
        int left = 0;
        for (int number = spool.firstFile(); number <= spool.lastFile(); number++) {
            ByteBuffer file = spool.bytes(number).order(ByteOrder.nativeOrder());
            ByteBuffer summed = file.duplicate();
            long base = (long) number * spool.fileBytes();
            int room = spool.fileBytes() - LineRecords.HEAD;
            int at = spool.headBytes();
            while (at <= room && base + at < until) {
                int sum = file.getInt(at);
                if (sum == 0) {
                    break;
                }
                int length = file.getInt(at + LineRecords.LENGTH);
                // A file ends where the next record had no room: else the disk lost what stood there.
                boolean lost = at == spool.headBytes() && LineRecords.HEAD + length <= left;
                if (length < 0 || length > room - at || lost
                        || crc != null && sum != LineRecords.sum(crc, summed, at, length)) {
                    return;
                }
                long packed = file.getLong(at + LineRecords.OFFSET);
                if (!action.record(base + at, length, LineRecords.offset(packed), LineRecords.flags(packed),
                        file.getLong(at + LineRecords.TIME))) {
                    return;
                }
                at += LineRecords.HEAD + length;
            }
            left = spool.fileBytes() - at;
        }
    }

    /** Null when nothing can be taken over. */
    @Nullable
    Found find() {
        each(spool, crc, Long.MAX_VALUE, this::record);
        if (found) {
            return new Found(cut, end == stop.offset() ? -1 : end, before(cutLines),
                    Arrays.copyOf(head.toByteArray(), (int) Math.min(head.size(), end)));
        }
        if (stop.offset() == 0) {
            // Nothing was read of the file of now.
            return rotated < 0 ? null : new Found(rotated, -1, new byte[0], new byte[0]);
        }
        if (whole < 0) {
            return null;
        }
        boolean earlier = stop.movable() && wholeEnd <= stop.offset();
        return new Found(whole, earlier ? wholeEnd : Long.MAX_VALUE, before(wholeLines), new byte[0]);
    }

    private boolean record(long place, int length, long offset, int flags, long time) {
        long behind = place + LineRecords.HEAD + length;
        boolean row = (flags & LineRecords.HOLES) == 0;
        Kind kind = RowIndex.kindOf(flags);
        if (row && kind == Kind.LINE && (flags & LineRecords.PAST) == 0) {
            line(place, behind, length, offset);
        } else if (row && kind == Kind.ROTATION) {
            rotated = behind;
            fresh = true;
        } else if (found && lastEnd == end) {
            // What was told or read of before, or let go, while nothing new came.
            cut = behind;
        }
        return true;
    }

    private void line(long place, long behind, int length, long offset) {
        long next = stop.numbered() ? offset : offset + length + 1;
        if (fresh && offset == 0 && stop.offset() == 0 && stop.movable()) {
            // Nothing was read of the file when its place was kept; here it begins.
            found = true;
            joined = true;
            cut = place;
            end = 0;
            cutLines = lines;
            lastEnd = 0;
            behindLast = place;
            head.reset();
        }
        fresh = false;
        if (lastEnd >= 0 && lastEnd == offset) {
            whole = behindLast;
            wholeEnd = lastEnd;
            wholeLines = lines;
            if (joined) {
                cut = behindLast;
                end = lastEnd;
                cutLines = lines;
            }
        } else {
            joined = false;
        }
        if (joined && head.size() == offset && offset < Stop.HEAD) {
            head.write(bytes(place, length), 0, length);
            head.write('\n');
        }
        recent[(int) (lines++ % RECENT)] = place;
        lastEnd = next;
        behindLast = behind;
        if (next == stop.offset() && endsWith(place, length)) {
            found = true;
            joined = stop.movable();
            cut = behind;
            end = next;
            cutLines = lines;
        }
    }

    private boolean endsWith(long place, int length) {
        return endsAt(spool, place, length, stop);
    }

    /** Whether a line is the last one before a place at which following stopped, as far as its bytes tell. */
    static boolean endsAt(Spool spool, long place, int length, Stop stop) {
        byte[] before = stop.before();
        if (stop.numbered()) {
            return true;
        }
        int same = Math.min(length, before.length - 1);
        return before.length > 0 && before[before.length - 1] == '\n'
                && Arrays.equals(bytes(spool, place, length), length - same, length, before, before.length - 1 - same,
                        before.length - 1);
    }

    private byte[] bytes(long place, int length) {
        return bytes(spool, place, length);
    }

    private static byte[] bytes(Spool spool, long place, int length) {
        byte[] bytes = new byte[length];
        spool.get(place + LineRecords.HEAD, bytes, 0, length);
        return bytes;
    }

    /** Bytes of the log before the end of so many lines, as many as are known and wanted. */
    private byte[] before(long count) {
        byte[] known = new byte[0];
        long from = -1;
        for (long i = count - 1; i >= Math.max(0, lines - RECENT) && known.length < Stop.BEFORE; i--) {
            long place = recent[(int) (i % RECENT)];
            int length = spool.getInt(place + LineRecords.LENGTH);
            long offset = LineRecords.offset(spool.getLong(place + LineRecords.OFFSET));
            if (from >= 0 && offset + length + 1 != from) {
                break;
            }
            from = offset;
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.writeBytes(bytes(place, length));
            more.write('\n');
            more.writeBytes(known);
            known = more.toByteArray();
        }
        return Arrays.copyOfRange(known, Math.max(0, known.length - Stop.BEFORE), known.length);
    }
}
