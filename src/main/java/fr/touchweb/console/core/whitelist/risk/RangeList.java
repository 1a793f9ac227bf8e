package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A list of address ranges of one kind with its date. Ranges are disjoint and ascending, so that a look-up is a binary
 * search; IPv6 counts in networks of /64, and a part of one that is listed lists it. Immutable.
 */
public final class RangeList {
    private final String id;
    private final LocalDate date;
    private final String source;
    private final long[][] four;
    private final long[][] six;

    /**
     * @param four starts and ends (inclusive) of IPv4 values
     * @param six the same for upper halves of IPv6 addresses, ascending as unsigned numbers
     */
    RangeList(String id, LocalDate date, String source, long[][] four, long[][] six) {
        this.id = id;
        this.date = date;
        this.source = source;
        this.four = four;
        this.six = six;
    }

    /** A list made of ranges in any order, overlapping or not. */
    public static RangeList of(String id, LocalDate date, String source, List<Cidr> ranges) {
        return new RangeList(id, date, source, merged(ranges.stream().filter(range -> !range.ipv6()).toList()),
                merged(ranges.stream().filter(Cidr::ipv6).toList()));
    }

    /** {@code vpn}, {@code datacentre} or {@code tor}. */
    public String id() {
        return id;
    }

    /** Day of its content. */
    public LocalDate date() {
        return date;
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** How many of the addresses (IPv6: /64 networks) of a range are listed. */
    public long hits(Cidr range) {
        long[][] family = range.ipv6() ? six : four;
        long start = range.ipv6() ? range.high() : range.low();
        long end = range.ipv6() ? range.last().high() : range.last().low();
        long hits = 0;
        for (int i = firstEndingAtOrAfter(family[1], start); i < family[0].length
                && Long.compareUnsigned(family[0][i], end) <= 0; i++) {
            hits += Math.min(end ^ Long.MIN_VALUE, family[1][i] ^ Long.MIN_VALUE)
                    - Math.max(start ^ Long.MIN_VALUE, family[0][i] ^ Long.MIN_VALUE) + 1;
        }
        return hits;
    }

    /** How many addresses of a family it holds in all. */
    public long size(boolean ipv6) {
        long[][] family = ipv6 ? six : four;
        long size = 0;
        for (int i = 0; i < family[0].length; i++) {
            size += family[1][i] - family[0][i] + 1;
        }
        return size;
    }

    private static int firstEndingAtOrAfter(long[] ends, long value) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(ends[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long[][] merged(List<Cidr> ranges) {
        List<Cidr> sorted = ranges.stream().sorted().toList();
        long[] starts = new long[sorted.size()];
        long[] ends = new long[sorted.size()];
        int count = 0;
        for (Cidr range : sorted) {
            long start = range.ipv6() ? range.high() : range.low();
            long end = range.ipv6() ? range.last().high() : range.last().low();
            if (count > 0 && (ends[count - 1] == -1 || Long.compareUnsigned(start, ends[count - 1] + 1) <= 0)) {
                ends[count - 1] = Long.compareUnsigned(end, ends[count - 1]) > 0 ? end : ends[count - 1];
            } else {
                starts[count] = start;
                ends[count++] = end;
            }
        }
        return new long[][]{Arrays.copyOf(starts, count), Arrays.copyOf(ends, count)};
    }
}
