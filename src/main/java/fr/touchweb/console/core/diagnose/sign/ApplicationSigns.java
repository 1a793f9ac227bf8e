package fr.touchweb.console.core.diagnose.sign;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.policy.RedirectPolicy.Decibans;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What PHP and the shops in it leave in an answer. */
final class ApplicationSigns {
    private static final List<String> WORDPRESS_PLUGINS = List.of("wordpress", "yoast", "redirection", "polylang",
            "woocommerce", "rank math", "wpml");

    private ApplicationSigns() {}

    static List<Evidence> of(HttpAnswer answer, Decibans weights) {
        List<Evidence> all = new ArrayList<>();
        php(answer, weights, all);
        answer.header("X-Redirect-By").ifPresent(by -> all.add(Evidence.signature(named(by), weights.applicationName(),
                Message.of("diagnose.sign.redirect-by", by))));
        if (answer.reason().equals("Moved")) {
            all.add(Evidence.signature(Origin.PRESTASHOP, weights.prestashopReason(),
                    Message.of("diagnose.sign.prestashop-reason")));
        }
        String body = answer.text();
        if (body.contains("http-equiv=\"refresh\"") && body.contains("<title>Redirecting to ")) {
            boolean drupal = answer.says("X-Generator", "drupal")
                    || answer.headers().stream()
                            .anyMatch(h -> h.name().toLowerCase(Locale.ROOT).startsWith("x-drupal"));
            all.add(Evidence.signature(drupal ? Origin.DRUPAL : Origin.SYMFONY, weights.applicationName(),
                    Message.of("diagnose.sign.symfony-body")));
        }
        if (answer.headers().stream().anyMatch(h -> h.name().toLowerCase(Locale.ROOT).startsWith("x-magento"))) {
            all.add(Evidence.signature(Origin.MAGENTO, weights.applicationName(),
                    Message.of("diagnose.sign.magento-header")));
        }
        cookie(answer, "PrestaShop-", Origin.PRESTASHOP, weights, all);
        cookie(answer, "wordpress_", Origin.WORDPRESS, weights, all);
        cookie(answer, "woocommerce_", Origin.WORDPRESS, weights, all);
        cookie(answer, "mage-", Origin.MAGENTO, weights, all);
        return all;
    }

    private static void php(HttpAnswer answer, Decibans weights, List<Evidence> all) {
        boolean empty = answer.bodyWhole() && answer.bodyBytes() == 0;
        boolean html = answer.says("Content-Type", "text/html") && answer.says("Content-Type", "charset=utf-8");
        if (empty && html && answer.status() >= 300 && answer.status() < 400) {
            all.add(Evidence.signature(Origin.PHP, weights.phpEmpty(), Message.of("diagnose.sign.php-empty")));
            if (answer.says("Transfer-Encoding", "chunked") && answer.says("Server", "nginx")) {
                all.add(Evidence.signature(Origin.PHP, weights.phpChunked(), Message.of("diagnose.sign.php-chunked")));
            }
        }
        boolean session = answer.headers("Set-Cookie").stream().anyMatch(c -> c.startsWith("PHPSESSID="));
        if (session || answer.says("Expires", "19 Nov 1981")) {
            all.add(Evidence.signature(Origin.PHP, weights.phpSession(),
                    Message.of(session ? "diagnose.sign.php-cookie" : "diagnose.sign.php-expires")));
        }
        answer.headers("X-Powered-By").stream().filter(v -> v.startsWith("PHP")).findFirst().ifPresent(
                by -> all.add(Evidence.signature(Origin.PHP, weights.poweredBy(),
                        Message.of("diagnose.sign.powered-by", by))));
    }

    private static void cookie(HttpAnswer answer, String prefix, Origin origin, Decibans weights,
            List<Evidence> all) {
        if (answer.headers("Set-Cookie").stream().anyMatch(c -> c.startsWith(prefix))) {
            all.add(Evidence.signature(origin, weights.phpSession(), Message.of("diagnose.sign.cookie", prefix)));
        }
    }

    /** WordPress introduced the header; its plugins put their own names into it, other shops follow. */
    private static Origin named(String by) {
        String name = by.toLowerCase(Locale.ROOT);
        for (Origin origin : List.of(Origin.PRESTASHOP, Origin.MAGENTO, Origin.DRUPAL, Origin.SYMFONY)) {
            if (name.contains(origin.id())) {
                return origin;
            }
        }
        return WORDPRESS_PLUGINS.stream().anyMatch(name::contains) ? Origin.WORDPRESS : Origin.PHP;
    }
}
