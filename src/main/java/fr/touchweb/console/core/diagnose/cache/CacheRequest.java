package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A file that looks stale to somebody.
 *
 * @param address of the file
 * @param credentials for its host
 * @param origin address of the server behind any CDN, null when it is not known
 * @param preproduction whether the site is one: never on a CDN (G51)
 * @param siteUrl public address of the site that uses the file, for the test of CORS; null when it is not known
 * @param path the file's own path on the server, null to find it from the site's root
 * @param acceptBadCertificate go on past a certificate that does not hold
 */
public record CacheRequest(WebAddress address, @Nullable Credentials credentials, @Nullable InetAddress origin,
        boolean preproduction, @Nullable WebAddress siteUrl, @Nullable String path, boolean acceptBadCertificate) {
    public static CacheRequest of(WebAddress address) {
        return new CacheRequest(address, null, null, false, null, null, false);
    }
}
