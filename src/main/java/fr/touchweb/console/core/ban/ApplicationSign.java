package fr.touchweb.console.core.ban;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What shows that the application wrote a refusal, not the front end: its headers, cookies and markup (reference B.3). Such
 * a block is none of the server's, and is lifted in the back office.
 */
final class ApplicationSign {
    private static final List<Sign> SIGNS = List.of(new Sign("wordfence", "WordPress, Wordfence"),
            new Sign("set-cookie: prestashop-", "PrestaShop"), new Sign("prestashop", "PrestaShop"),
            new Sign("set-cookie: wordpress", "WordPress"), new Sign("/wp-content/", "WordPress"),
            new Sign("/wp-includes/", "WordPress"), new Sign("x-redirect-by: wordpress", "WordPress"),
            new Sign("x-magento-", "Magento"), new Sign("/static/frontend/magento/", "Magento"),
            new Sign("x-generator: drupal", "Drupal"), new Sign("x-drupal-", "Drupal"),
            new Sign("x-powered-by: php", "PHP"), new Sign("set-cookie: phpsessid", "PHP"));

    private ApplicationSign() {}

    private record Sign(String text, String name) {}

    /**
     * The application as people call it, null where nothing shows one.
     *
     * @param answer header and the beginning of the body
     */
    static @Nullable String of(String answer) {
        String lower = answer.toLowerCase(Locale.ROOT);
        return SIGNS.stream().filter(sign -> lower.contains(sign.text())).map(Sign::name).findFirst().orElse(null);
    }
}
