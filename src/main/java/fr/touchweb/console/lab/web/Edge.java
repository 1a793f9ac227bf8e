package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.WebAnswer.Maker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The address of a shop's images: behind a CDN in production, never behind one in preproduction (G50, G51). */
final class Edge implements Function<WebRequest, WebAnswer> {
    private static final Duration HELD = Duration.ofDays(11).plusHours(5);

    private final Shop shop;
    private final ShopFiles files;
    private final Signatures as;

    Edge(Shop shop, ShopFiles files) {
        this.shop = shop;
        this.files = files;
        as = new Signatures(shop.nginx());
    }

    @Override
    public WebAnswer apply(WebRequest request) {
        Optional<ShopFile> file = files.find(request.path());
        if (file.isEmpty()) {
            return as.content(Maker.WEB_SERVER, request.at(), "404 Not Found", "text/html; charset=iso-8859-1",
                    "<h1>Not Found</h1>\n");
        }
        if (shop.preproduction()) {
            WebAnswer own = file.get().answer(as, request, Maker.WEB_SERVER);
            return shop.nginx() ? own : own.with("Access-Control-Allow-Origin: *");
        }
        // Keyed by the whole address: a query that it has not seen goes to the shop.
        WebAnswer answer = request.hasQuery() || file.get().onServer()
                ? file.get().answer(as, request, Maker.WEB_SERVER).with("CF-Cache-Status: MISS")
                : file.get().cached(as, request).with("CF-Cache-Status: HIT", "Age: " + HELD.toSeconds());
        return replaceServer(answer).with("CF-RAY: 8f2a5c1d9e7b3a60-CDG", "Access-Control-Allow-Origin: *");
    }

    private static WebAnswer replaceServer(WebAnswer answer) {
        return new WebAnswer(answer.by(), answer.status(),
                answer.head().stream().map(line -> line.startsWith("Server: ") ? "Server: cloudflare" : line).toList(),
                answer.body(), answer.waitMillis(), 0);
    }
}
