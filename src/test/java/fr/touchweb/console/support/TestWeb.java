package fr.touchweb.console.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * HAProxy, Apache, nginx, PHP-FPM and, where it is wanted, Varnish from Debian's packages on free ports of one address, as
 * one shop {@code shop.test}: HAProxy in front, clear and TLS, hands {@code /ngx} to nginx, {@code /kept} to Varnish, all
 * else to Apache. {@link #close} ends them by their process ids.
 */
public final class TestWeb implements AutoCloseable {
    private final Path folder;
    private final String address;
    private final List<String> prefix;
    private final List<Process> processes = new ArrayList<>();
    private final int[] ports;
    private final TestCertificates certificates;

    private TestWeb(Path folder, String address, List<String> prefix) throws Exception {
        this.folder = folder;
        this.address = address;
        this.prefix = prefix;
        this.ports = freePorts(5);
        this.certificates = new TestCertificates();
    }

    /** All servers on 127.0.0.1. */
    public static TestWeb start(Path folder) throws Exception {
        return start(folder, "127.0.0.1", List.of());
    }

    /**
     * All servers on one address.
     *
     * @param prefix program and arguments before each server's own, {@code ip netns exec NAME} for one
     */
    public static TestWeb start(Path folder, String address, List<String> prefix) throws Exception {
        for (String program : List.of("haproxy", "apache2", "nginx", "varnishd", "curl")) {
            RealPeer.require(program);
        }
        RealPeer.requireThat(fpm() != null, "this machine has no php-fpm");
        Files.createDirectories(folder);
        TestWeb web = new TestWeb(folder, address, prefix);
        try {
            web.launch();
        } catch (Exception | Error e) {
            web.close();
            throw e;
        }
        return web;
    }

    private static Path fpm() throws IOException {
        try (var files = Files.list(Path.of("/usr/sbin"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("php-fpm")).findFirst().orElse(null);
        }
    }

    public int haproxy() {
        return ports[0];
    }

    public int haproxyTls() {
        return ports[1];
    }

    public int apache() {
        return ports[2];
    }

    public int nginx() {
        return ports[3];
    }

    public int varnish() {
        return ports[4];
    }

    public String address() {
        return address;
    }

    public TestCertificates certificates() {
        return certificates;
    }

    public Path haproxyConfig() {
        return folder.resolve("haproxy.cfg");
    }

    public Path apacheConfig() {
        return folder.resolve("apache2.conf");
    }

    public Path nginxConfig() {
        return folder.resolve("nginx.conf");
    }

    /** Folder of the shop's files. */
    public Path root() {
        return folder.resolve("www");
    }

    /** Access logs of all servers. */
    public List<String> logs() {
        return List.of(folder.resolve("haproxy.log").toString(), folder.resolve("apache-access.log").toString(),
                folder.resolve("nginx-access.log").toString(), folder.resolve("php-fpm-access.log").toString());
    }

    /** Where the shop is found: by its names on the ports of HAProxy, by those of its servers on theirs. */
    public List<InetSocketAddress> resolve(String host, int port) {
        int real = switch (host) {
            case "apache.test" -> apache();
            case "nginx.test" -> nginx();
            case "varnish.test" -> varnish();
            default -> port == 443 ? haproxyTls() : port == 80 ? haproxy() : port;
        };
        return List.of(new InetSocketAddress(address, real));
    }

    private void launch() throws Exception {
        boolean root = TestSshd.isRoot();
        for (Path part = folder; root && part != null && part.startsWith("/tmp")
                && part.getNameCount() > 1; part = part.getParent()) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createDirectories(root().resolve("folder"));
        Files.createDirectories(root().resolve("deep/er"));
        for (Map.Entry<String, String> file : Map.of(
                "r.php", "<?php usleep(1000 * (int) ($_GET['ms'] ?? 0)); header('Location: /target', true, 301);",
                "found.php", "<?php header('Location: /target');",
                "session.php",
                "<?php session_save_path('" + folder + "'); session_start(); header('Location: /target', true, 301);",
                "presta.php",
                "<?php header('HTTP/1.0 301 Moved'); header('Cache-Control: no-cache'); header('Location: /target');",
                "wp.php", "<?php header('X-Redirect-By: WordPress'); header('Location: /target', true, 301);",
                "symfony.php",
                "<?php header('Location: /target', true, 302); header('Content-Type: text/html; charset=utf-8');"
                        + " echo '<!DOCTYPE html><html><head><meta charset=\"UTF-8\" /><meta http-equiv=\"refresh\" content=\"0;url=\\'/target\\'\" />"
                        + "<title>Redirecting to /target</title></head><body>Redirecting to <a href=\"/target\">/target</a>.</body></html>';",
                "powered.php", "<?php header('X-Powered-By: PHP/8.2'); header('Location: /target', true, 301);",
                "page.php", "<?php echo 'page';", "favicon.ico", "icon", "style.css", "old").entrySet()) {
            Files.writeString(root().resolve(file.getKey()), file.getValue());
        }
        Files.writeString(root().resolve(".htaccess"), HTACCESS);
        Files.writeString(root().resolve("deep/.htaccess"), "RewriteEngine On\nRewriteRule ^old$ /target [R=301,L]\n");
        Files.writeString(folder.resolve("shop.pem"), certificates.good("shop.test").pem());
        Files.createDirectories(folder.resolve("varnish"));
        write("haproxy.cfg", HAPROXY);
        write("apache2.conf", APACHE);
        write("nginx.conf", NGINX);
        write("fpm.conf", FPM + (root ? "user = www-data\ngroup = www-data\nlisten.owner = www-data\n" : ""));
        if (root) {
            TestSshd.run("chown", "www-data", folder.toString());
        }
        run("php-fpm", fpm().toString(), "-F", "-y", folder.resolve("fpm.conf").toString());
        run("apache", RealPeer.require("apache2").toString(), "-DFOREGROUND", "-d", folder.toString(), "-f",
                apacheConfig().toString());
        run("nginx", RealPeer.require("nginx").toString(), "-c", nginxConfig().toString(), "-p", folder.toString(),
                "-e", folder.resolve("nginx-error.log").toString());
        run("varnish", RealPeer.require("varnishd").toString(), "-F", "-n", folder.resolve("varnish").toString(), "-a",
                address + ":" + varnish(), "-b", address + ":" + apache(), "-s", "malloc,16m", "-t", "60");
        run("haproxy", RealPeer.require("haproxy").toString(), "-db", "-f", haproxyConfig().toString());
        for (int port : ports) {
            awaitPort(port);
        }
        Await.until("php-fpm listens", () -> Files.exists(folder.resolve("fpm.sock")));
    }

    private void awaitPort(int port) throws Exception {
        Await.until("port " + port + " listens, or a server ended", () -> !alive() || (prefix.isEmpty()
                ? listens(port)
                : TestSshd.run(with("ss", "-Hltn")).contains(":" + port + " ")));
        if (!alive()) {
            throw new IOException("a server ended: " + said());
        }
    }

    private boolean listens(int port) {
        try (Socket socket = new Socket(address, port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean alive() {
        return processes.stream().allMatch(Process::isAlive);
    }

    /** What the servers said on their own output so far. */
    public String said() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("php-fpm", "apache", "nginx", "varnish", "haproxy")) {
            Path file = folder.resolve(name.equals("haproxy") ? "haproxy.log" : name + ".out");
            if (Files.exists(file)) {
                all.append(name).append(": ").append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    private String[] with(String... argv) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(argv));
        return all.toArray(String[]::new);
    }

    private void run(String name, String... argv) throws IOException {
        Path out = folder.resolve(name.equals("haproxy") ? "haproxy.log" : name + ".out");
        processes.add(new ProcessBuilder(with(argv)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile())).start());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text
                .replace("@USER", TestSshd.isRoot() ? "User www-data\nGroup www-data" : "")
                .replace("@WORKER", TestSshd.isRoot() ? "user www-data;" : "").replace("@F", folder.toString())
                .replace("@IP", address)
                .replace("@HS", Integer.toString(haproxyTls())).replace("@H", Integer.toString(haproxy()))
                .replace("@A", Integer.toString(apache())).replace("@N", Integer.toString(nginx()))
                .replace("@V", Integer.toString(varnish())));
    }

    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        int[] found = new int[count];
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                found[i] = open.get(i).getLocalPort();
            }
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
        return found;
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes.reversed()) {
            List<ProcessHandle> all = process.descendants().toList();
            process.destroy();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Bytes of a text file of the shop, for tests that change it. */
    public void put(String file, String text) throws IOException {
        Files.write(root().resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String HTACCESS = """
            # of the shop
            RewriteEngine On
            RewriteRule ^ht-rewrite$ /target [R=301,L]
            RewriteRule ^ht-query$ /target?from=ht [R=302,L,QSA]
            RewriteCond %{HTTP_HOST} ^shop\\.test
            RewriteCond %{QUERY_STRING} ^id=(\\d+)$
            RewriteRule ^ht-cond$ /product/%1? [R=301,L]
            RewriteCond %{REQUEST_FILENAME} !-f
            RewriteCond %{REMOTE_ADDR} !^203\\.0\\.113\\.
            RewriteRule ^ht-possible$ /target [R=301,L]
            RewriteRule ^both-ht$ /from-ht-rewrite [R=301,L]
            RewriteRule ^all$ /from-ht-rewrite [R=301,L]
            RewriteRule ^vhost-and-ht$ /from-ht-rewrite [R=301,L]
            Redirect 301 /ht-redirect /target
            RedirectMatch 302 ^/ht-match/(.*)$ /matched/$1
            Redirect 301 /both-ht /from-ht-redirect
            Redirect 301 /all /from-ht-redirect
            Redirect 301 /vhost-redirect-and-ht /from-ht-redirect
            """;

    private static final String HAPROXY = """
            global
                log stdout format rfc3164 local0
                maxconn 500
            defaults
                mode http
                log global
                option httplog
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            frontend shop
                bind @IP:@H
                bind @IP:@HS ssl crt @F/shop.pem alpn h2,http/1.1
                http-request capture req.hdr(User-Agent) len 128
                acl to_nginx path_beg /ngx
                acl to_varnish path_beg /kept
                http-request redirect location /target code 301 if { path /hap301 }
                http-request redirect location /target code 302 if { path -i /HAP302 }
                http-request redirect scheme https code 301 if { path_beg /to-https } !{ ssl_fc }
                http-request redirect prefix https://www.shop.test code 301 if { path /to-www }
                http-request redirect location /target code 301 if { path /hap-possible } !{ src 203.0.113.0/24 }
                http-request return status 301 hdr Location /target if { path /hap-return }
                http-request set-header X-Forwarded-Proto https if { ssl_fc }
                use_backend nginx if to_nginx
                use_backend varnish if to_varnish
                default_backend apache
            backend apache
                server web1 @IP:@A
            backend nginx
                server web2 @IP:@N
            backend varnish
                server cache1 @IP:@V
            """;

    private static final String APACHE = """
            ServerRoot @F
            PidFile @F/apache.pid
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
            LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
            LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
            LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
            LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so
            TypesConfig /etc/mime.types
            @USER
            Listen @IP:@A
            ServerName shop.test
            ErrorLog @F/apache-error.log
            LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %R %D" withhandler
            <Directory />
                AllowOverride None
                Require all denied
            </Directory>
            <VirtualHost *:@A>
                ServerName other.test
                Redirect 301 /vhost-redirect /elsewhere
            </VirtualHost>
            <VirtualHost *:@A>
                ServerName shop.test
                ServerAlias www.shop.test *.test
                DocumentRoot @F/www
                CustomLog @F/apache-access.log withhandler
                RewriteEngine On
                RewriteRule ^/vhost-rewrite$ /target [R=301,L]
                RewriteRule ^/both-vhost$ /from-vhost-rewrite [R=301,L]
                RewriteRule ^/all$ /from-vhost-rewrite [R=301,L]
                RewriteRule ^/vhost-and-ht$ /from-vhost-rewrite [R=301,L]
                RewriteRule ^/kept-r$ /r.php [QSA,PT]
                RewriteRule ^/kept-slow$ /r.php?ms=300 [PT]
                Redirect 301 /vhost-redirect /target
                Redirect 301 /both-vhost /from-vhost-redirect
                Redirect 301 /all /from-vhost-redirect
                Redirect 301 /vhost-redirect-and-ht /from-vhost-redirect
                <Directory @F/www>
                    AllowOverride All
                    Require all granted
                </Directory>
                <FilesMatch "\\.php$">
                    SetHandler "proxy:unix:@F/fpm.sock|fcgi://localhost"
                </FilesMatch>
            </VirtualHost>
            """;

    private static final String NGINX = """
            @WORKER
            daemon off;
            worker_processes 1;
            pid @F/nginx.pid;
            error_log @F/nginx-error.log;
            events { worker_connections 100; }
            http {
                log_format upstream '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                                    '"$http_referer" "$http_user_agent" $upstream_status';
                access_log @F/nginx-access.log upstream;
                client_body_temp_path @F/nginx-body;
                proxy_temp_path @F/nginx-proxy;
                fastcgi_temp_path @F/nginx-fastcgi;
                uwsgi_temp_path @F/nginx-uwsgi;
                scgi_temp_path @F/nginx-scgi;
                server {
                    listen @IP:@N;
                    server_name shop.test nginx.test;
                    root @F/www;
                    absolute_redirect off;
                    location = /ngx301 { return 301 /target; }
                    location = /ngx302 { return 302 /target; }
                    location /ngx-rewrite { rewrite ^/ngx-rewrite/(.*)$ /new/$1 permanent; }
                    location /ngx-if {
                        if ($args ~ "^id=(\\d+)$") { return 301 /product/$1?; }
                    }
                    location ~ ^/ngx-php(\\d+)$ {
                        include /etc/nginx/fastcgi_params;
                        fastcgi_param SCRIPT_FILENAME @F/www/r.php;
                        fastcgi_param QUERY_STRING ms=$1;
                        fastcgi_pass unix:@F/fpm.sock;
                    }
                }
            }
            """;

    private static final String FPM = """
            [global]
            error_log = @F/php-fpm.log
            daemonize = no
            [www]
            listen = @F/fpm.sock
            pm = static
            pm.max_children = 4
            access.log = @F/php-fpm-access.log
            access.format = "%R - %u %t \\"%m %r%Q%q\\" %s %{mili}d \\"%{HTTP_USER_AGENT}e\\""
            """;
}
