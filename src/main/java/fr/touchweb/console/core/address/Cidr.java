package fr.touchweb.console.core.address;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;

/**
 * An address or a range that is a prefix block. There are no host bits: they were a question before a value exists.
 * Immutable; the order is that of the families (IPv4 first), then of first addresses, then the wider range first.
 *
 * @param ipv6 family
 * @param high upper 64 bits of the first address, 0 for IPv4
 * @param low lower 64 bits of the first address; an IPv4 address is its 32-bit value
 * @param prefix length of the prefix in bits
 */
public record Cidr(boolean ipv6, long high, long low, int prefix) implements Comparable<Cidr> {

    public Cidr {
        int bits = ipv6 ? 128 : 32;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix length " + prefix);
        }
        if (!ipv6 && (high != 0 || low < 0 || low > 0xFFFF_FFFFL)) {
            throw new IllegalArgumentException("not an IPv4 value");
        }
        if ((high & ~maskHigh(ipv6, prefix)) != 0 || (low & ~maskLow(ipv6, prefix)) != 0) {
            throw new IllegalArgumentException("host bits");
        }
    }

    /** One IPv4 address by its 32-bit value. */
    public static Cidr ipv4(long value) {
        return new Cidr(false, 0, value, 32);
    }

    /**
     * An address or range in canonical or equivalent notation, as machines print them.
     *
     * @throws IllegalArgumentException for anything that {@link AddressText} does not read without a question
     */
    public static Cidr of(String text) {
        if (AddressText.parse(text) instanceof Parsed.Read(Cidr cidr)) {
            return cidr;
        }
        throw new IllegalArgumentException("not an address: " + text);
    }

    /** The range of a prefix length around this one's first address. */
    public Cidr widened(int length) {
        return new Cidr(ipv6, high & maskHigh(ipv6, length), low & maskLow(ipv6, length), length);
    }

    /** Its first address alone. */
    public Cidr first() {
        return new Cidr(ipv6, high, low, bits());
    }

    /** Its last address alone. */
    public Cidr last() {
        long lastLow = low | ~maskLow(ipv6, prefix);
        return new Cidr(ipv6, high | (ipv6 ? ~maskHigh(ipv6, prefix) : 0), ipv6 ? lastLow : lastLow & 0xFFFF_FFFFL,
                bits());
    }

    /** Bits of an address of this family. */
    public int bits() {
        return ipv6 ? 128 : 32;
    }

    /** Whether it is one address. */
    public boolean single() {
        return prefix == bits();
    }

    /** Number of addresses. */
    public BigInteger addresses() {
        return BigInteger.ONE.shiftLeft(bits() - prefix);
    }

    /**
     * Its size as people are to weigh it: IPv4 addresses, or IPv6 networks of /64, since a household has one of these;
     * a part of one counts as one (reference A.3).
     */
    public BigInteger weight() {
        return ipv6 ? BigInteger.ONE.shiftLeft(Math.max(0, 64 - prefix)) : addresses();
    }

    public boolean contains(Cidr other) {
        return ipv6 == other.ipv6 && prefix <= other.prefix && (other.high & maskHigh(ipv6, prefix)) == high
                && (other.low & maskLow(ipv6, prefix)) == low;
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public int compareTo(Cidr other) {
        int order = Boolean.compare(ipv6, other.ipv6);
        order = order != 0 ? order : Long.compareUnsigned(high, other.high);
        order = order != 0 ? order : Long.compareUnsigned(low, other.low);
        return order != 0 ? order : Integer.compare(prefix, other.prefix);
    }

    /** The canonical form (RFC 5952 for IPv6); a single address has no prefix length. */
    @Override
    public String toString() {
        return single() ? address() : address() + '/' + prefix;
    }

    /** The first address in canonical form, without prefix length. */
    public String address() {
        if (!ipv6) {
            return (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> 56 - 8 * i);
            bytes[8 + i] = (byte) (low >>> 56 - 8 * i);
        }
        return new IPv6Address(bytes).toCanonicalString();
    }

    /** The library's value without its prefix length, as this type with another one. */
    static Cidr of(IPAddress address, int prefix) {
        if (address instanceof IPv4Address four) {
            return new Cidr(false, 0, four.longValue(), 32).widened(prefix);
        }
        BigInteger value = address.getValue();
        return new Cidr(true, value.shiftRight(64).longValue(), value.longValue(), 128).widened(prefix);
    }

    private static long maskHigh(boolean ipv6, int prefix) {
        return !ipv6 ? 0 : prefix >= 64 ? -1 : prefix == 0 ? 0 : -1L << 64 - prefix;
    }

    private static long maskLow(boolean ipv6, int prefix) {
        int bits = ipv6 ? prefix - 64 : prefix + 32;
        return bits >= 64 ? -1 : bits <= 0 ? 0 : -1L << 64 - bits;
    }
}
