package fr.touchweb.console.core.diagnose.probe;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to make. It never follows a redirect by itself.
 *
 * @param credentials sent at once, null for none
 * @param pinned address to connect to instead of looking the name up, null for none; SNI and Host stay the name's
 * @param pinnedPort port to connect to at {@code pinned}, -1 for that of the address
 * @param family which addresses are tried
 * @param acceptBadCertificate go on past a certificate that does not hold; told as a problem all the same
 * @param userAgent value of User-Agent
 * @param headers further headers, checked against line breaks
 * @param body how much of the body is wanted
 */
public record ProbeRequest(WebAddress address, @Nullable Credentials credentials, @Nullable InetAddress pinned,
        int pinnedPort, Family family, boolean acceptBadCertificate, String userAgent, List<Header> headers,
        Body body) {

    /** Which addresses are tried. */
    public enum Family {
        ANY, IPV4, IPV6
    }

    /** How much of a body is read. */
    public enum Body {
        /** What tells producers apart: the first few kilobytes. */
        START,
        /** All of it up to the limit of the policy, for a digest. */
        WHOLE
    }

    public ProbeRequest {
        headers = List.copyOf(headers);
    }

    public static ProbeRequest of(WebAddress address, String userAgent) {
        return new ProbeRequest(address, null, null, -1, Family.ANY, false, userAgent, List.of(), Body.START);
    }

    public ProbeRequest with(@Nullable Credentials value) {
        return new ProbeRequest(address, value, pinned, pinnedPort, family, acceptBadCertificate, userAgent, headers,
                body);
    }

    public ProbeRequest pinnedTo(@Nullable InetAddress value, int port) {
        return new ProbeRequest(address, credentials, value, port, family, acceptBadCertificate, userAgent, headers,
                body);
    }

    public ProbeRequest of(Family value) {
        return new ProbeRequest(address, credentials, pinned, pinnedPort, value, acceptBadCertificate, userAgent,
                headers, body);
    }

    public ProbeRequest acceptingBadCertificate(boolean value) {
        return new ProbeRequest(address, credentials, pinned, pinnedPort, family, value, userAgent, headers, body);
    }

    public ProbeRequest withHeaders(List<Header> value) {
        return new ProbeRequest(address, credentials, pinned, pinnedPort, family, acceptBadCertificate, userAgent,
                value, body);
    }

    public ProbeRequest reading(Body value) {
        return new ProbeRequest(address, credentials, pinned, pinnedPort, family, acceptBadCertificate, userAgent,
                headers, value);
    }
}
