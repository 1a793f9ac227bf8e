package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.WebAnswer.Maker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** The web server of a shop and the application behind it. */
final class ShopAnswers {
    private static final String HTML = "text/html; charset=UTF-8";
    private static final Duration CACHED = Duration.ofMinutes(47);

    private final Shop shop;
    private final Signatures as;
    private final ShopFiles files;
    private final Supplier<Delays> delays;

    ShopAnswers(Shop shop, ShopFiles files, Supplier<Delays> delays) {
        this.shop = shop;
        this.files = files;
        this.delays = delays;
        as = new Signatures(shop.nginx());
    }

    WebAnswer answer(WebRequest request) {
        Instant at = request.at();
        if (shop.preproduction() && !mayEnter(request)) {
            return as.content(Maker.WEB_SERVER, at, "401 Unauthorized", "text/html; charset=iso-8859-1",
                    "<h1>Unauthorized</h1>\n", "WWW-Authenticate: Basic realm=\"Preproduction\"");
        }
        String path = request.path();
        Optional<Rule> rule = Shop.meeting(shop.webRules(), path);
        if (rule.isPresent()) {
            String target = rule.get().leads(path);
            return as.redirect(at, rule.get().status(), request.origin() + target).after(delays.get().webServer());
        }
        return files.find(path).map(file -> file.sent(as, request, shop.nginx()))
                .orElseGet(() -> application(request, path));
    }

    /** The log-in page behind a restricted door. */
    WebAnswer login(WebRequest request) {
        return as.content(Maker.APPLICATION, request.at(), "200 OK", HTML,
                "<form method=\"post\"><input name=\"login\"><input name=\"password\" type=\"password\"></form>\n")
                .after(delays.get().application());
    }

    private static boolean mayEnter(WebRequest request) {
        String given = request.header("authorization");
        String wanted = Base64.getEncoder()
                .encodeToString((Shop.LOGIN + ":" + Shop.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + wanted).equals(given);
    }

    private WebAnswer application(WebRequest request, String path) {
        Instant at = request.at();
        int slow = delays.get().application();
        return switch (path) {
            case "/" -> as.php(at, "302 Found", "/fr/", "Set-Cookie: PHPSESSID=lab; path=/; HttpOnly",
                    "Expires: Thu, 19 Nov 1981 08:52:00 GMT",
                    "Cache-Control: no-store, no-cache, must-revalidate", "Pragma: no-cache").after(slow);
            case "/vieux-produit" -> canonical(request).after(slow);
            case "/ancienne-collection" -> request.hasQuery()
                    ? varnish(canonical(request), false).after(slow)
                    : varnish(canonical(request), true);
            case "/blog/ancien-article" -> as.php(at, "301 Moved Permanently", request.origin() + "/blog/article",
                    "X-Redirect-By: WordPress").after(delays.get().webServer());
            case "/entre-deux" -> as.content(Maker.APPLICATION, at, "302 Found", "text/html", "<p>Moved</p>\n",
                    "Location: /fr/").after(delays.get().between());
            case "/boucle-a" -> as.php(at, "302 Found", "/boucle-b").after(delays.get().webServer());
            case "/boucle-b" -> as.php(at, "302 Found", "/boucle-a").after(delays.get().webServer());
            case "/lent" -> page(at, "200 OK").dripping(delays.get().drip());
            case "/maintenance" -> page(at, "503 Service Unavailable").with("Retry-After: 600");
            case "/healthz" -> as.content(Maker.WEB_SERVER, at, "200 OK", "text/plain", "ok\n");
            default -> path.startsWith("/fr/") || path.startsWith("/blog/")
                    ? page(at, "200 OK").after(slow)
                    : page(at, "404 Not Found").after(delays.get().webServer());
        };
    }

    /** The address of a product that has moved: PrestaShop writes its own reason, Magento does not (C.2). */
    private WebAnswer canonical(WebRequest request) {
        String target = request.origin() + "/fr/homme/118-veste-laine.html";
        return shop.nginx()
                ? as.php(request.at(), "301 Moved Permanently", target, "Set-Cookie: PHPSESSID=lab; path=/; HttpOnly",
                        "Expires: Thu, 19 Nov 1981 08:52:00 GMT")
                : as.php(request.at(), "301 Moved", target, "Cache-Control: no-cache");
    }

    private static WebAnswer varnish(WebAnswer made, boolean hit) {
        return made.from(hit ? Maker.CACHE : Maker.APPLICATION).with(hit ? "X-Varnish: 32770 3" : "X-Varnish: 32772",
                "Age: " + (hit ? CACHED.toSeconds() : 0), "Via: 1.1 varnish (Varnish/7.1)");
    }

    private WebAnswer page(Instant at, String status) {
        return as.content(Maker.APPLICATION, at, status, HTML, "<!doctype html><html lang=\"fr\"><title>" + shop.host()
                + "</title><h1>" + shop.host() + "</h1><p>Démonstration</p></html>\n",
                "Cache-Control: no-store");
    }
}
