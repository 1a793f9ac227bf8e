package fr.touchweb.console.core.whitelist.risk;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the lists that come with the console; the form is described in {@code installer/ranges/make-ranges.py}. */
final class PackedRanges {
    private static final int MAGIC = 0x54575231;
    private static final int MOST_RANGES = 10_000_000;

    private final DataInputStream in;

    private PackedRanges(DataInputStream in) {
        this.in = in;
    }

    static List<RangeList> read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new StreamCorruptedException("not packed ranges");
        }
        PackedRanges reader = new PackedRanges(in);
        List<RangeList> lists = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            String id = reader.text();
            LocalDate date = LocalDate.parse(reader.text());
            String source = reader.text();
            lists.add(new RangeList(id, date, source, reader.family(), reader.family()));
        }
        return List.copyOf(lists);
    }

    private long[][] family() throws IOException {
        long count = number();
        if (count < 0 || count > MOST_RANGES) {
            throw new StreamCorruptedException("too many ranges: " + count);
        }
        long[] starts = new long[(int) count];
        long[] ends = new long[(int) count];
        long at = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = at + number();
            ends[i] = starts[i] + number();
            at = ends[i] + 1;
        }
        return new long[][]{starts, ends};
    }

    private String text() throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 127) << shift;
            if (next < 128) {
                return value;
            }
        }
        throw new StreamCorruptedException("a number has no end");
    }
}
