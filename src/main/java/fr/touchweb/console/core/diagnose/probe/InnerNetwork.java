package fr.touchweb.console.core.diagnose.probe;

import java.net.InetAddress;

/** Addresses that only lead somewhere inside a network (RFC 1918, 4193, 6598, 3927, 4291). */
public final class InnerNetwork {
    private InnerNetwork() {}

    public static boolean holds(InetAddress address) {
        byte[] b = address.getAddress();
        boolean shared = b.length == 4 && (b[0] & 0xff) == 100 && (b[1] & 0xc0) == 64;
        boolean uniqueLocal = b.length == 16 && (b[0] & 0xfe) == 0xfc;
        return shared || uniqueLocal || address.isLoopbackAddress() || address.isSiteLocalAddress()
                || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }
}
