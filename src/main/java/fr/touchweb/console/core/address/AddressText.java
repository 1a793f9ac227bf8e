package fr.touchweb.console.core.address;

import fr.touchweb.console.core.text.Message;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses as strictly as it can be done: one text, one meaning. The same text means different machines to different
 * daemons (octal, short forms, names), so all but the plain notations are refused with the reason (reference A.0, A.4).
 * Nothing is ever looked up in the DNS.
 */
public final class AddressText {
    private static final int LONGEST = 200;
    private static final Pattern FOUR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*\\.?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?i)(0x[0-9a-f]+)(\\.(0x[0-9a-f]+|\\d+))*");
    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\\.?");
    private static final Pattern PORT = Pattern.compile("\\[.*]:\\d+|[0-9.]+:\\d+");
    private static final Pattern MASK = Pattern.compile("[0-9.]*\\.[0-9.]*|(?i)[0-9a-f]*:[0-9a-f:]*");

    // Prefix lengths with a leading zero are refused here, not by the library: its rule takes /0 for one.
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder().allowEmpty(false)
            .allowAll(false).allowWildcardedSeparator(false).allowSingleSegment(false).allowMask(false)
            .setRangeOptions(RangeParameters.NO_RANGE).getIPv4AddressParametersBuilder().allow_inet_aton(false)
            .allowLeadingZeros(false).allowUnlimitedLeadingZeros(false).allowBinary(false).getParentBuilder()
            .getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false).allowBinary(false)
            .getParentBuilder().toParams();

    private AddressText() {}

    /** Reads a text; blanks around it are dropped, nothing else. */
    public static Parsed parse(String text) {
        Cidr plain = plain(text);
        if (plain != null) {
            return new Parsed.Read(plain);
        }
        String trimmed = text.strip();
        Parsed.Refused bad = alphabet(trimmed);
        if (bad != null) {
            return bad;
        }
        int slash = trimmed.indexOf('/');
        String address = slash < 0 ? trimmed : trimmed.substring(0, slash);
        String length = slash < 0 ? "" : trimmed.substring(slash + 1);
        Parsed.Refused shape = address.indexOf(':') >= 0 ? six(address) : four(address);
        if (shape != null) {
            return shape;
        }
        if (slash >= 0) {
            Parsed.Refused refused = length(length);
            if (refused != null) {
                return refused;
            }
        }
        try {
            IPAddress value = new IPAddressString(address, STRICT).toAddress();
            int bits = value instanceof IPv4Address ? 32 : 128;
            int prefix = slash < 0 ? bits : Integer.parseInt(length);
            return prefix > bits
                    ? refused("prefix-too-long", Message.of("address.prefixTooLong", length, bits))
                    : read(value, prefix);
        } catch (AddressStringException _) {
            return refused("not-an-address", Message.of("address.notAnAddress", address));
        }
    }

    /**
     * The way of most addresses of a long register: four decimal numbers as nobody can misread them, and nothing else. All
     * other texts, right or wrong, are null here and go the long way.
     */
    private static @Nullable Cidr plain(String text) {
        long value = 0;
        int octet = -1;
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && octet != 0 && octet < 26) {
                octet = octet < 0 ? c - '0' : octet * 10 + c - '0';
            } else if (c == '.' && octet >= 0 && octet <= 255 && octets < 3) {
                value = value << 8 | octet;
                octet = -1;
                octets++;
            } else {
                return null;
            }
        }
        return octets == 3 && octet >= 0 && octet <= 255 ? Cidr.ipv4(value << 8 | octet) : null;
    }

    private static Parsed read(IPAddress value, int prefix) {
        if (value instanceof IPv6Address six && six.isIPv4Mapped() && prefix >= 96) {
            Cidr inner = Cidr.of(six.getEmbeddedIPv4Address(), prefix - 96);
            return new Parsed.Unclear("ipv4-mapped", Message.of("address.ipv4Mapped", inner.toString()),
                    List.of(inner));
        }
        Cidr single = Cidr.of(value, value.getBitCount());
        Cidr network = single.widened(prefix);
        if (!network.first().equals(single)) {
            return new Parsed.Unclear("host-bits",
                    Message.of("address.hostBits", single.toString(), network.toString(), network.weight()),
                    List.of(single, network));
        }
        return new Parsed.Read(network);
    }

    private static Parsed.@Nullable Refused alphabet(String text) {
        if (text.isEmpty()) {
            return refused("empty", Message.of("address.empty"));
        }
        if (text.length() > LONGEST) {
            return refused("too-long", Message.of("address.tooLong", LONGEST));
        }
        if (text.chars().anyMatch(c -> c > 126 || c < 32)) {
            return refused("not-ascii", Message.of("address.notAscii"));
        }
        if (text.indexOf('%') >= 0) {
            return refused("zone", Message.of("address.zone", text.substring(text.indexOf('%'))));
        }
        if (text.indexOf('*') >= 0) {
            return refused("wildcard", Message.of("address.wildcard"));
        }
        if (text.chars().anyMatch(c -> c == ',' || c == ';' || Character.isWhitespace(c))) {
            return refused("several", Message.of("address.several"));
        }
        if (PORT.matcher(text).matches()) {
            return refused("port", Message.of("address.port"));
        }
        return null;
    }

    private static Parsed.@Nullable Refused four(String address) {
        if (HEXADECIMAL.matcher(address).matches()) {
            return refused("hexadecimal", Message.of("address.hexadecimal", address));
        }
        var matcher = FOUR.matcher(address);
        if (matcher.matches()) {
            for (int i = 1; i <= 4; i++) {
                String octet = matcher.group(i);
                if (octet.length() > 1 && octet.startsWith("0")) {
                    return refused("leading-zero", Message.of("address.leadingZero", octet));
                }
                if (Integer.parseInt(octet) > 255) {
                    return refused("octet", Message.of("address.octet", octet));
                }
            }
            return null;
        }
        if (NUMBERS.matcher(address).matches()) {
            return refused("short-form", Message.of("address.shortForm", address));
        }
        if (address.indexOf('-') > 0 && address.chars().noneMatch(Character::isLetter)) {
            return refused("range", Message.of("address.range"));
        }
        return NAME.matcher(address).matches()
                ? refused("name", Message.of("address.name", address))
                : refused("not-an-address", Message.of("address.notAnAddress", address));
    }

    private static Parsed.@Nullable Refused six(String address) {
        int dotted = address.lastIndexOf(':') + 1;
        if (address.indexOf('.') >= dotted) {
            return four(address.substring(dotted));
        }
        return address.indexOf('-') >= 0 ? refused("range", Message.of("address.range")) : null;
    }

    private static Parsed.@Nullable Refused length(String length) {
        if (MASK.matcher(length).matches() && !length.isEmpty()) {
            return refused("mask", Message.of("address.mask", length));
        }
        if (!length.matches("\\d{1,3}")) {
            return refused("prefix", Message.of("address.prefix", length));
        }
        return length.length() > 1 && length.startsWith("0")
                ? refused("prefix-leading-zero", Message.of("address.prefixLeadingZero", length))
                : null;
    }

    private static Parsed.Refused refused(String code, Message reason) {
        return new Parsed.Refused(code, reason);
    }
}
