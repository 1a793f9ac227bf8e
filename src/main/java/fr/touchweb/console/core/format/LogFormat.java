package fr.touchweb.console.core.format;

import java.util.Optional;
import java.util.stream.Stream;

/** The formats that the console knows; {@link #TEXT} takes every line that no other one takes. */
public enum LogFormat {
    APACHE_ACCESS("apache-access"), APACHE_ERROR("apache-error"), NGINX_ACCESS("nginx-access"), NGINX_ERROR(
            "nginx-error"), HAPROXY_HTTP("haproxy-http"), HAPROXY_TCP("haproxy-tcp"), PHP_FPM("php-fpm"), PHP_FPM_SLOW(
                    "php-fpm-slow"), PHP_ERROR("php-error"), SYSLOG("syslog"), AUTH("auth"), TEXT("text");

    private final String id;

    LogFormat(String id) {
        this.id = id;
    }

    /** Name in JSON, in {@code --format} and in filters. */
    public String id() {
        return id;
    }

    public static Optional<LogFormat> ofId(String id) {
        return Stream.of(values()).filter(f -> f.id.equals(id)).findFirst();
    }
}
