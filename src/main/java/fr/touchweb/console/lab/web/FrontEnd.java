package fr.touchweb.console.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** HAProxy in front of a shop: its own redirects first, all else from the web server behind. */
final class FrontEnd implements Function<WebRequest, WebAnswer> {
    /** What neither of the shops has, and who tries log-ins asks for. */
    private static final Set<String> SUSPECT = Set.of("/wp-login.php", "/administrator/index.php");

    private final Shop shop;
    private final ShopAnswers behind;
    private final Supplier<Delays> delays;
    private final Gate gate;

    FrontEnd(Shop shop, ShopAnswers behind, Supplier<Delays> delays, Gate gate) {
        this.gate = gate;
        this.shop = shop;
        this.behind = behind;
        this.delays = delays;
    }

    /** Whoever is banned hears 408 at once, as the house's IDS has it (G33); a real time-out takes seconds. */
    private boolean keptOut(WebRequest request) {
        try {
            if (SUSPECT.contains(request.path())) {
                gate.suspected(request);
            }
            return gate.refuses(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Gate.Door door(WebRequest request) {
        try {
            return gate.door(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WebAnswer apply(WebRequest request) {
        if (keptOut(request)) {
            return Signatures.kept();
        }
        String host = request.header("host");
        if (host != null && !host.equals(shop.host()) && !host.startsWith("127.0.0.1")) {
            // The bare domain and the names of before lead to the shop, as its certificate hosts do in life.
            return Signatures.proxy(301, "https://" + shop.host() + request.target()).after(delays.get().proxy());
        }
        if (!request.tls()) {
            return Signatures.proxy(301, "https://" + (host == null ? shop.host() : host) + request.target())
                    .after(delays.get().proxy());
        }
        Gate.Door door = door(request);
        if (door != Gate.Door.NONE) {
            return door == Gate.Door.OUT ? Signatures.shut() : behind.login(request);
        }
        Optional<Rule> rule = Shop.meeting(shop.proxyRules(), request.path());
        if (rule.isPresent()) {
            return Signatures.proxy(rule.get().status(), rule.get().target()).after(delays.get().proxy());
        }
        return behind.answer(request).with("Strict-Transport-Security: max-age=31536000").relayed();
    }
}
