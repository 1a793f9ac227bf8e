package fr.touchweb.console.lab.traffic;

import java.util.List;
import java.util.Random;

/** Who comes and what they ask for. Addresses are from the documentation ranges only (RFC 5737, RFC 3849). */
final class Visitors {
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/26.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (compatible; LabBot/1.0; +http://bot.lab.test/)");
    private static final List<String> PAGES = List.of("/fr/", "/fr/accueil", "/fr/12-chaussures",
            "/fr/34-manteaux?page=2", "/fr/homme/118-veste-laine.html", "/fr/femme/207-robe-lin.html", "/fr/panier",
            "/fr/recherche?s=pull", "/fr/commande", "/fr/connexion");
    private static final List<String> STATIC = List.of("/img/p/1/2/12-home_default.jpg",
            "/img/p/2/0/207-large_default.jpg", "/themes/boutique/assets/css/theme.css",
            "/themes/boutique/assets/js/theme.js", "/modules/avis/views/img/etoile.png", "/img/favicon.ico");
    private static final List<String> PROBES = List.of("/wp-login.php", "/.env", "/modules/colonnes/readme.txt",
            "/administrator/index.php", "/.git/config");

    private final Random random;

    Visitors(Random random) {
        this.random = random;
    }

    String client() {
        int kind = random.nextInt(100);
        int last = 1 + random.nextInt(254);
        if (kind < 8) {
            return "2001:db8:" + Integer.toHexString(random.nextInt(0x10000)) + "::"
                    + Integer.toHexString(1 + random.nextInt(0xfff));
        }
        return (kind < 40 ? "192.0.2." : kind < 75 ? "198.51.100." : "203.0.113.") + last;
    }

    String agent() {
        return pick(AGENTS);
    }

    String page() {
        return pick(PAGES);
    }

    String asset() {
        return pick(STATIC);
    }

    String probe() {
        return pick(PROBES);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int port() {
        return 1024 + random.nextInt(64_000);
    }
}
