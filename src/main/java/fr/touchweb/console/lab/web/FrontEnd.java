package fr.touchweb.console.lab.web;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** HAProxy in front of a shop: its own redirects first, all else from the web server behind. */
final class FrontEnd implements Function<WebRequest, WebAnswer> {
    private final Shop shop;
    private final ShopAnswers behind;
    private final Supplier<Delays> delays;

    FrontEnd(Shop shop, ShopAnswers behind, Supplier<Delays> delays) {
        this.shop = shop;
        this.behind = behind;
        this.delays = delays;
    }

    @Override
    public WebAnswer apply(WebRequest request) {
        String host = request.header("host");
        if (host != null && !host.equals(shop.host()) && !host.startsWith("127.0.0.1")) {
            // The bare domain and the names of before lead to the shop, as its certificate hosts do in life.
            return Signatures.proxy(301, "https://" + shop.host() + request.target()).after(delays.get().proxy());
        }
        if (!request.tls()) {
            return Signatures.proxy(301, "https://" + (host == null ? shop.host() : host) + request.target())
                    .after(delays.get().proxy());
        }
        Optional<Rule> rule = Shop.meeting(shop.proxyRules(), request.path());
        if (rule.isPresent()) {
            return Signatures.proxy(rule.get().status(), rule.get().target()).after(delays.get().proxy());
        }
        return behind.answer(request).with("Strict-Transport-Security: max-age=31536000").relayed();
    }
}
