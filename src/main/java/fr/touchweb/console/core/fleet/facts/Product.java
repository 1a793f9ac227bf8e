package fr.touchweb.console.core.fleet.facts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Software that the console looks for. */
public enum Product {
    HAPROXY("HAProxy", "haproxy"), APACHE("Apache", "apache-http-server"), NGINX("nginx", "nginx"), PHP("PHP-FPM",
            "php"), MARIADB("MariaDB", "mariadb"), MYSQL("MySQL", "mysql"), FAIL2BAN("fail2ban", null);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final String label;
    private final @Nullable String calendar;

    Product(String label, @Nullable String calendar) {
        this.label = label;
        this.calendar = calendar;
    }

    /** Its own name, the same in every language. */
    public String label() {
        return label;
    }

    /** Its id in the end-of-life calendar, null when it has none. */
    public @Nullable String calendar() {
        return calendar;
    }

    /** As it stands in queries. */
    public String id() {
        return id;
    }
}
