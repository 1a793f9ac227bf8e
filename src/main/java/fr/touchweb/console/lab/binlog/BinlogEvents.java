package fr.touchweb.console.lab.binlog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A binlog as its events, by their 19-byte headers, to be moved in time and put together anew. Only for files with CRC32
 * checksums, which is what the lab ships; the checksum of each event that changes is made anew, so that the tools of the
 * databases take the result as they took the original.
 */
final class BinlogEvents {
    /** First bytes of a file. */
    static final int MAGIC = 4;
    static final int QUERY = 2;
    static final int STOP = 3;
    static final int ROTATE = 4;
    static final int FORMAT = 15;
    static final int CHECKPOINT = 161;
    static final int GTID = 162;
    static final int GTID_LIST = 163;

    private static final int HEADER = 19;
    private static final int TYPE_AT = 4;
    private static final int SIZE_AT = 9;
    private static final int POSITION_AT = 13;
    private static final int FLAGS_AT = 17;
    private static final int VERSION_AT = HEADER + 2;
    private static final int VERSION_LENGTH = 50;
    private static final int CREATED_AT = VERSION_AT + VERSION_LENGTH;
    private static final int EXEC_TIME_AT = HEADER + 4;
    private static final int CHECKSUM = 4;

    private final List<ByteBuffer> events;

    private BinlogEvents(List<ByteBuffer> events) {
        this.events = events;
    }

    /** @throws IllegalArgumentException when the bytes are no whole binlog */
    static BinlogEvents of(byte[] file) {
        List<ByteBuffer> found = new ArrayList<>();
        int at = MAGIC;
        while (at < file.length) {
            int size = at + HEADER > file.length ? 0 : little(file).getInt(at + SIZE_AT);
            if (size < HEADER + CHECKSUM || at + size > file.length) {
                throw new IllegalArgumentException("no event at " + at);
            }
            found.add(little(Arrays.copyOfRange(file, at, at + size)));
            at += size;
        }
        return new BinlogEvents(found);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int count() {
        return events.size();
    }

    int type(int event) {
        return events.get(event).get(TYPE_AT) & 0xff;
    }

    /** Seconds since 1970. */
    long time(int event) {
        return events.get(event).getInt(0) & 0xffffffffL;
    }

    int size(int event) {
        return events.get(event).capacity();
    }

    void time(int event, long seconds) {
        events.get(event).putInt(0, (int) seconds);
    }

    /** Takes the time that a statement took out of it. */
    void forgetExecTime(int event) {
        events.get(event).putInt(EXEC_TIME_AT, 0);
    }

    /** Every event so many seconds later. */
    void shift(long seconds) {
        for (int i = 0; i < events.size(); i++) {
            time(i, time(i) + seconds);
            if (type(i) == FORMAT && events.get(i).getInt(CREATED_AT) != 0) {
                events.get(i).putInt(CREATED_AT, (int) (events.get(i).getInt(CREATED_AT) + seconds));
            }
        }
    }

    /** Lets another version of the server have written the file. */
    void version(String server) {
        byte[] name = Arrays.copyOf(server.getBytes(StandardCharsets.US_ASCII), VERSION_LENGTH);
        events.getFirst().put(VERSION_AT, name);
    }

    /** The first event of the first transaction that is not before a time; their count when there is none. */
    int transactionFrom(long seconds) {
        for (int i = 0; i < events.size(); i++) {
            if (type(i) == GTID && time(i) >= seconds) {
                return i;
            }
        }
        return events.size();
    }

    /** Events in front of the first transaction. */
    int head() {
        return transactionFrom(0);
    }

    /** The same file without some of its events; positions are made anew. */
    BinlogEvents without(int from, int to) {
        List<ByteBuffer> kept = new ArrayList<>(events.subList(0, from));
        kept.addAll(events.subList(to, events.size()));
        return new BinlogEvents(kept);
    }

    /** The file, with positions and checksums that fit. */
    byte[] bytes() {
        int total = MAGIC + events.stream().mapToInt(ByteBuffer::capacity).sum();
        ByteBuffer all = ByteBuffer.allocate(total);
        all.put(new byte[]{(byte) 0xfe, 'b', 'i', 'n'});
        for (ByteBuffer event : events) {
            int end = all.position() + event.capacity();
            event.putInt(POSITION_AT, end);
            event.putInt(event.capacity() - CHECKSUM, checksum(event));
            all.put(event.array());
        }
        return all.array();
    }

    private int checksum(ByteBuffer event) {
        byte[] counted = Arrays.copyOf(event.array(), event.capacity() - CHECKSUM);
        if ((event.get(TYPE_AT) & 0xff) == FORMAT) {
            // The flag "in use" is put on after the checksum was made, and is not part of it.
            counted[FLAGS_AT] &= (byte) ~1;
        }
        CRC32 crc = new CRC32();
        crc.update(counted);
        return (int) crc.getValue();
    }
}
