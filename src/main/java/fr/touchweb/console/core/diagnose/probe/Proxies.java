package fr.touchweb.console.core.diagnose.probe;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that other programs of this machine would use. The console connects directly: through a proxy the round trip
 * would be that to the proxy.
 */
final class Proxies {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Host and port of the proxy for an address, null when there is none. */
    @Nullable
    String of(WebAddress address) {
        for (Proxy proxy : ProxySelector.getDefault()
                .select(URI.create(address.scheme() + "://" + address.authority()))) {
            if (proxy.address() instanceof InetSocketAddress where) {
                return where.getHostString() + ":" + where.getPort();
            }
        }
        String named = Objects.requireNonNullElse(
                environment.get(address.scheme() + "_proxy"),
                Objects.requireNonNullElse(environment.get(address.tls() ? "HTTPS_PROXY" : "HTTP_PROXY"),
                        Objects.requireNonNullElse(environment.get("all_proxy"), "")));
        boolean excluded = Stream.of(environment.getOrDefault("no_proxy",
                environment.getOrDefault("NO_PROXY", "")).split(",")).map(String::strip)
                .anyMatch(each -> each.equals("*") || !each.isEmpty()
                        && ("." + address.host()).endsWith(each.startsWith(".") ? each : "." + each));
        // A proxy may be named with a password: only where it is counts here.
        return named.isEmpty() || excluded
                ? null
                : named.replaceFirst("^[A-Za-z0-9+.-]+://", "").replaceFirst("^[^/]*@", "").replaceFirst("/.*", "");
    }
}
