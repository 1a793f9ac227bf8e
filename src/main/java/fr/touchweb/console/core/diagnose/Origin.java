package fr.touchweb.console.core.diagnose;

import java.util.Locale;

/** Who produced an answer, as far as it shows. */
public enum Origin {
    HAPROXY(Family.FRONT_END), APACHE(Family.FRONT_END), NGINX(Family.FRONT_END), HTACCESS(Family.FRONT_END), PHP(
            Family.APPLICATION), PRESTASHOP(Family.APPLICATION), WORDPRESS(Family.APPLICATION), MAGENTO(
                    Family.APPLICATION), DRUPAL(Family.APPLICATION), SYMFONY(
                            Family.APPLICATION), VARNISH(Family.CACHE), CLOUDFLARE(Family.CACHE), CDN(Family.CACHE);

    /** Where in the chain of an answer a producer stands. */
    public enum Family {
        FRONT_END, APPLICATION, CACHE
    }

    private final Family family;

    Origin(Family family) {
        this.family = family;
    }

    /** Name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Family family() {
        return family;
    }
}
