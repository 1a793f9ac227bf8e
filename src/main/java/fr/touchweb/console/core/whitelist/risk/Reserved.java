package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Optional;

/**
 * Ranges that no visitor of the Internet comes from: RFC 6890 with the later entries of IANA's registries (RFC 9602, 9637),
 * and everything of IPv6 outside 2000::/3.
 */
final class Reserved {
    /**
     * @param what last part of the text's key
     */
    record Block(Cidr range, String what) {}

    private static final String PRIVATE = "private";
    private static final List<Block> BLOCKS = List.of(block("0.0.0.0/8", "thisNetwork"),
            block("10.0.0.0/8", PRIVATE), block("100.64.0.0/10", "carrier"), block("127.0.0.0/8", "loopback"),
            block("169.254.0.0/16", "linkLocal"), block("172.16.0.0/12", PRIVATE), block("192.0.0.0/24", "protocol"),
            block("192.0.2.0/24", "documentation"), block("192.88.99.0/24", "relay"),
            block("192.168.0.0/16", PRIVATE), block("198.18.0.0/15", "benchmark"),
            block("198.51.100.0/24", "documentation"), block("203.0.113.0/24", "documentation"),
            block("224.0.0.0/4", "multicast"), block("240.0.0.0/4", "reserved"), block("::/128", "unspecified"),
            block("::1/128", "loopback"), block("64:ff9b::/96", "translated"), block("64:ff9b:1::/48", "translated"),
            block("100::/64", "discard"), block("2001::/32", "tunnel"), block("2001:2::/48", "benchmark"),
            block("2001:10::/28", "protocol"), block("2001:20::/28", "protocol"), block("2001::/23", "protocol"),
            block("2001:db8::/32", "documentation"), block("3fff::/20", "documentation"), block("2002::/16", "tunnel"),
            block("5f00::/16", "routing"), block("fc00::/7", PRIVATE), block("fe80::/10", "linkLocal"),
            block("ff00::/8", "multicast"));

    private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");

    private Reserved() {}

    /** The first reserved block that a range has a part of, in words. */
    static Optional<Message> of(Cidr range) {
        for (Block block : BLOCKS) {
            if (block.range().overlaps(range)) {
                return Optional.of(Message.of("whitelist.fact.reserved", block.range().toString(),
                        Message.of("whitelist.reserved." + block.what())));
            }
        }
        return range.ipv6() && !GLOBAL_UNICAST.contains(range)
                ? Optional.of(Message.of("whitelist.fact.notGlobal", GLOBAL_UNICAST.toString()))
                : Optional.empty();
    }

    /** Whether a range lies in a private network, as a bastion's may (reference A.3, row 2). */
    static boolean isPrivate(Cidr range) {
        return BLOCKS.stream().anyMatch(block -> block.what().equals(PRIVATE) && block.range().contains(range));
    }

    private static Block block(String range, String what) {
        return new Block(Cidr.of(range), what);
    }
}
