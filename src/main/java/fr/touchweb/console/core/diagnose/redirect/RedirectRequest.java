package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest.Family;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What to diagnose, and how far the person lets it go.
 *
 * @param address where the chain begins
 * @param credentials for the host of {@code address} alone, never sent to another one
 * @param measure which hops get the full set of probes
 * @param pinned address for the host of {@code address}, null to look it up
 * @param family which addresses are tried
 * @param acceptBadCertificate go on past a certificate that does not hold
 * @param followPrivate follow into an inner network
 */
public record RedirectRequest(WebAddress address, @Nullable Credentials credentials, Measure measure,
        @Nullable InetAddress pinned, Family family, boolean acceptBadCertificate, boolean followPrivate) {

    /** Which hops get the full set. */
    public enum Measure {
        /** None: the chain only. */
        NONE,
        /** {@link RedirectChain#telling()}. */
        TELLING,
        /** Every hop that redirects, and the end. */
        ALL
    }

    public static RedirectRequest of(WebAddress address) {
        return new RedirectRequest(address, null, Measure.TELLING, null, Family.ANY, false, false);
    }

    public RedirectRequest with(@Nullable Credentials value) {
        return new RedirectRequest(address, value, measure, pinned, family, acceptBadCertificate, followPrivate);
    }

    public RedirectRequest measuring(Measure value) {
        return new RedirectRequest(address, credentials, value, pinned, family, acceptBadCertificate, followPrivate);
    }

    public RedirectRequest pinnedTo(@Nullable InetAddress value) {
        return new RedirectRequest(address, credentials, measure, value, family, acceptBadCertificate, followPrivate);
    }

    public RedirectRequest of(Family value) {
        return new RedirectRequest(address, credentials, measure, pinned, value, acceptBadCertificate, followPrivate);
    }

    public RedirectRequest acceptingBadCertificate(boolean value) {
        return new RedirectRequest(address, credentials, measure, pinned, family, value, followPrivate);
    }

    public RedirectRequest followingPrivate(boolean value) {
        return new RedirectRequest(address, credentials, measure, pinned, family, acceptBadCertificate, value);
    }
}
