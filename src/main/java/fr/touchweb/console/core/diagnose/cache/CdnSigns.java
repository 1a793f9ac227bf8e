package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Headers by which content delivery networks are known. None could be measured by its makers: all from documents. */
final class CdnSigns {
    private CdnSigns() {}

    /** Name of the network that an answer came through, null when it shows none. */
    static @Nullable String network(HttpAnswer answer) {
        if (answer.has("CF-RAY") || answer.says("Server", "cloudflare")) {
            return "Cloudflare";
        }
        if (answer.has("X-CDN-Pop") || answer.has("X-CDN-Pop-IP") || answer.has("X-CDN-Request-ID")) {
            return "OVH CDN";
        }
        if (answer.has("X-Amz-Cf-Id") || answer.says("Via", "cloudfront")) {
            return "CloudFront";
        }
        if (answer.headers("X-Served-By").stream().anyMatch(v -> v.startsWith("cache-"))) {
            return "Fastly";
        }
        if (answer.has("X-Akamai-Transformed") || answer.says("Server", "akamai")) {
            return "Akamai";
        }
        if (answer.says("Server", "keycdn")) {
            return "KeyCDN";
        }
        return answer.says("Server", "bunnycdn") ? "Bunny" : null;
    }

    /** Whether the network says that it gave a copy it had. */
    static boolean hit(HttpAnswer answer) {
        String status = answer.header("CF-Cache-Status").or(() -> answer.header("X-Cache"))
                .or(() -> answer.header("X-Cacheable")).orElse("").toLowerCase(Locale.ROOT);
        return status.contains("hit") || status.equals("stale") || status.equals("updating")
                || status.equals("revalidated") || status.contains("cached");
    }

    /** Cache of the server itself that shows, null when none does. */
    static @Nullable String serverCache(HttpAnswer answer) {
        if (answer.has("X-Varnish") || answer.says("Via", "varnish")) {
            return "Varnish";
        }
        if (answer.has("X-Mod-Pagespeed") || answer.has("X-Page-Speed")) {
            return "PageSpeed";
        }
        if (answer.has("X-Cache-Status") || answer.has("X-Proxy-Cache") || answer.has("X-FastCGI-Cache")) {
            return "nginx";
        }
        if (answer.has("X-Magento-Cache-Debug")) {
            return "Magento FPC";
        }
        if (answer.has("X-Drupal-Cache")) {
            return "Drupal";
        }
        return answer.has("X-LiteSpeed-Cache") ? "LiteSpeed" : null;
    }
}
