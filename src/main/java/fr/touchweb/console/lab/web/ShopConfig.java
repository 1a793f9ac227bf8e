package fr.touchweb.console.lab.web;

import fr.touchweb.console.lab.web.Rule.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of a shop's server, in the files where Debian keeps it. */
public final class ShopConfig {
    private static final List<String> MODULES = List.of("alias", "expires", "headers", "proxy", "proxy_fcgi",
            "rewrite");

    private ShopConfig() {}

    /** Text by path. */
    static Map<String, String> of(Shop shop) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("/etc/haproxy/haproxy.cfg", haproxy(shop));
        if (shop.nginx()) {
            files.put("/etc/nginx/nginx.conf", NGINX);
            files.put("/etc/nginx/sites-enabled/" + shop.client() + ".conf", nginxSite(shop));
        } else {
            files.put("/etc/apache2/apache2.conf", APACHE);
            files.put("/etc/apache2/ports.conf", "Listen 127.0.0.1:8080\n");
            for (String module : MODULES) {
                files.put("/etc/apache2/mods-enabled/" + module + ".load", "LoadModule " + module
                        + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n");
            }
            files.put("/etc/apache2/sites-enabled/" + shop.client() + ".conf", vhost(shop));
            files.put(shop.root() + "/.htaccess", htaccess(shop));
        }
        return files;
    }

    /** What {@code apache2ctl -S} says. */
    public static String virtualHosts(Shop shop) {
        return "VirtualHost configuration:\n127.0.0.1:8080         " + shop.host() + " (/etc/apache2/sites-enabled/"
                + shop.client() + ".conf:1)\nServerRoot: \"/etc/apache2\"\nMain DocumentRoot: \"/var/www/html\"\n"
                + "User: name=\"www-data\" id=33\nGroup: name=\"www-data\" id=33";
    }

    /** What {@code apache2ctl -t -D DUMP_INCLUDES} says. */
    public static String includes(Shop shop) {
        return "Included configuration files:\n  (*) /etc/apache2/apache2.conf\n    (6) /etc/apache2/sites-enabled/"
                + shop.client() + ".conf";
    }

    /** What {@code nginx -T} says. */
    public static String dump(Shop shop) {
        return of(shop).entrySet().stream().filter(file -> file.getKey().startsWith("/etc/nginx/"))
                .map(file -> "# configuration file " + file.getKey() + ":\n" + file.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String haproxy(Shop shop) {
        return """
                global
                    log /dev/log local0
                    maxconn 20000

                defaults
                    mode http
                    log global
                    option httplog
                    timeout client 60s
                    timeout server 60s
                    timeout connect 5s

                frontend http
                    bind :80
                    capture request header User-Agent len 64
                    http-request redirect scheme https code 301

                frontend https
                    bind :443 ssl crt /etc/haproxy/certs/ alpn h2,http/1.1
                    capture request header User-Agent len 64
                    http-request set-header X-Forwarded-Proto https
                    http-response set-header Strict-Transport-Security "max-age=31536000"
                %s    default_backend %s

                backend %s
                    server web1 127.0.0.1:8080 check
                """.formatted(lines(shop.proxyRules(), Place.PROXY, rule -> "    http-request redirect location "
                + rule.target() + " code " + rule.status() + " if { path " + rule.path() + " }\n"), shop.client(),
                shop.client());
    }

    private static final String APACHE = """
            ServerRoot "/etc/apache2"
            ServerTokens Prod
            ServerSignature Off
            LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined

            IncludeOptional mods-enabled/*.load
            Include ports.conf
            IncludeOptional sites-enabled/*.conf
            """;

    private static String vhost(Shop shop) {
        return """
                <VirtualHost 127.0.0.1:8080>
                    ServerName %1$s
                    DocumentRoot %2$s
                    CustomLog /var/log/apache2/access.log combined
                    ErrorLog /var/log/apache2/error.log

                %3$s
                    <Directory %2$s>
                        Options FollowSymLinks
                        AllowOverride All
                        Require all granted
                    </Directory>
                    <FilesMatch "\\.php$">
                        SetHandler "proxy:unix:/run/php/php%4$s-fpm.sock|fcgi://localhost"
                    </FilesMatch>
                </VirtualHost>
                """.formatted(shop.host(), shop.root(), lines(shop.webRules(), Place.VHOST, rule -> "    Redirect "
                + rule.status() + " " + rule.path() + " " + rule.target() + "\n"), shop.php());
    }

    private static String htaccess(Shop shop) {
        return """
                # Boutique %s - ne pas modifier le bloc du module, il est réécrit à chaque enregistrement.

                Options -Indexes

                <IfModule mod_rewrite.c>
                <IfModule mod_env.c>
                SetEnv HTTP_MOD_REWRITE On
                </IfModule>

                RewriteEngine On

                # Images
                RewriteRule ^([0-9])([0-9])-([a-z_]+)/[^/]*\\.jpg$ img/p/$1/$2/$1$2-$3.jpg [L]

                # Adresses de l'ancienne boutique, reprises à la migration
                %s
                # Tout le reste va au contrôleur
                RewriteCond %%{REQUEST_FILENAME} -s [OR]
                RewriteCond %%{REQUEST_FILENAME} -l [OR]
                RewriteCond %%{REQUEST_FILENAME} -d
                RewriteRule ^.*$ - [NC,L]
                RewriteRule ^.*$ index.php [NC,L]
                </IfModule>

                <IfModule mod_expires.c>
                ExpiresActive On
                ExpiresByType text/css "access plus 1 month"
                ExpiresByType application/javascript "access plus 1 month"
                ExpiresByType image/jpeg "access plus 1 month"
                ExpiresByType image/webp "access plus 1 month"
                </IfModule>
                """.formatted(shop.host(), lines(shop.webRules(), Place.HTACCESS, rule -> {
            boolean below = rule.path().endsWith("/*");
            String pattern = below
                    ? "^" + rule.path().substring(1, rule.path().length() - 1) + "(.*)$"
                    : "^" + rule.path().substring(1) + "$";
            return "RewriteRule " + pattern + " " + rule.target() + (below ? "$1" : "") + " [R=" + rule.status()
                    + ",L]\n";
        }));
    }

    private static final String NGINX = """
            user www-data;
            events { worker_connections 768; }
            http {
                include /etc/nginx/mime.types;
                server_tokens off;
                access_log /var/log/nginx/access.log;
                include /etc/nginx/sites-enabled/*.conf;
            }
            """;

    private static String nginxSite(Shop shop) {
        return """
                server {
                    listen 127.0.0.1:8080;
                    server_name %s;
                    root %s;

                %s
                    location / {
                        try_files $uri /index.php$is_args$args;
                    }
                    location ~ \\.php$ {
                        fastcgi_pass unix:/run/php/php%s-fpm.sock;
                        include fastcgi_params;
                    }
                }
                """.formatted(shop.host(), shop.root(), lines(shop.webRules(), Place.VHOST, rule -> {
            boolean below = rule.path().endsWith("/*");
            return below
                    ? "    rewrite ^" + rule.path().substring(0, rule.path().length() - 1) + "(.*)$ " + rule.target()
                            + "$1 permanent;\n"
                    : "    location = " + rule.path() + " { return " + rule.status() + " " + rule.target() + "; }\n";
        }), shop.php());
    }

    private static String lines(List<Rule> rules, Place place, java.util.function.Function<Rule, String> line) {
        return rules.stream().filter(rule -> rule.place() == place).map(line).collect(Collectors.joining());
    }
}
