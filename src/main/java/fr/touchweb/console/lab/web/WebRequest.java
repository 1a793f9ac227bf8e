package fr.touchweb.console.lab.web;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param target as it stands in the request line
 * @param headers by name in lower case; of several with one name the last
 * @param tls whether it came encrypted
 * @param peer who asks
 * @param at when its head was complete
 */
public record WebRequest(String method, String target, Map<String, String> headers, boolean tls,
        InetSocketAddress peer, Instant at) {

    public WebRequest {
        headers = Map.copyOf(headers);
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether it has a query, as {@code ?t=1} against caches. */
    boolean hasQuery() {
        return target.indexOf('?') >= 0;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Scheme, name and port that the visitor asked. */
    String origin() {
        return (tls || "https".equals(headers.get("x-forwarded-proto")) ? "https://" : "http://")
                + headers.getOrDefault("host", "localhost");
    }
}
