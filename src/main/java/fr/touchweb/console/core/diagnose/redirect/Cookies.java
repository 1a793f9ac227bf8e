package fr.touchweb.console.core.diagnose.redirect;

import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/** Cookies of one run, kept per host as a browser keeps them: many shops redirect until theirs comes back. */
final class Cookies {
    private final CookieManager manager = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);

    void take(WebAddress from, HttpAnswer answer) {
        List<String> set = answer.headers("Set-Cookie").stream().map(Cookies::clean).toList();
        if (!set.isEmpty()) {
            try {
                manager.put(uri(from), Map.of("Set-Cookie", set));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The Cookie header for an address, none when it has no cookies. */
    List<Header> headers(WebAddress to) {
        try {
            List<String> cookies = manager.get(uri(to), Map.of()).getOrDefault("Cookie", List.of());
            return cookies.isEmpty() ? List.of() : List.of(new Header("Cookie", String.join("; ", cookies)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clean(String value) {
        return value.replaceAll("[^\\t\\x20-\\x7e]", "");
    }

    private static URI uri(WebAddress address) {
        try {
            return new URI(address.scheme(), null, address.host(), address.port(), address.path(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
