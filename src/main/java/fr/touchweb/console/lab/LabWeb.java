package fr.touchweb.console.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The shop of one fictional server on a loopback port: pages, redirects by the front end and by the application, loops,
 * cache headers, a page that is slow. What it answers, and how long it takes over it, is what the diagnosis looks for.
 */
final class LabWeb implements AutoCloseable {
    private static final int APPLICATION_MILLIS = 320;
    private static final int BETWEEN_MILLIS = 140;
    private static final int SLOW_MILLIS = 2_500;

    private final LabServer server;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LabWeb(LabServer server, HttpServer http) {
        this.server = server;
        this.http = http;
    }

    static LabWeb start(LabServer server) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LabWeb web = new LabWeb(server, http);
        http.setExecutor(web.threads);
        http.createContext("/", web::answer);
        http.start();
        return web;
    }

    int port() {
        return http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Server", server.nginx() ? "nginx" : "Apache");
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/" -> redirect(exchange, 302, "/fr/", APPLICATION_MILLIS, true);
                case "/ancienne-boutique" -> redirect(exchange, 301, "/ancienne-boutique/", 0, false);
                case "/ancienne-boutique/" -> redirect(exchange, 301, "/fr/", 1, false);
                case "/vieux-produit" -> redirect(exchange, 301, "/fr/homme/118-veste-laine.html", APPLICATION_MILLIS,
                        true);
                case "/entre-deux" -> redirect(exchange, 302, "/fr/", BETWEEN_MILLIS, false);
                case "/boucle-a" -> redirect(exchange, 302, "/boucle-b", 0, false);
                case "/boucle-b" -> redirect(exchange, 302, "/boucle-a", 0, false);
                case "/lent" -> page(exchange, 200, SLOW_MILLIS);
                case "/maintenance" -> page(exchange, 503, 0);
                case "/healthz" -> send(exchange, 200, "text/plain", "ok\n");
                default -> {
                    if (path.startsWith("/themes/") || path.startsWith("/img/")) {
                        asset(exchange, path);
                    } else {
                        page(exchange, path.startsWith("/fr/") ? 200 : 404, path.startsWith("/fr/") ? 180 : 2);
                    }
                }
            }
        }
    }

    private void redirect(HttpExchange exchange, int status, String target, int millis, boolean application)
            throws IOException {
        pause(millis);
        exchange.getResponseHeaders().set("Location", target);
        if (application) {
            exchange.getResponseHeaders().set("X-Redirect-By",
                    server.client().equals("acme") ? "PrestaShop" : "Magento");
            exchange.getResponseHeaders().set("Set-Cookie", "session=lab; HttpOnly; SameSite=Lax");
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        send(exchange, status, "text/html", "<html>\n<head><title>" + status + " Moved</title></head>\n<body>\n<center>"
                + "<h1>" + status + " Moved</h1></center>\n</body>\n</html>\n");
    }

    private void page(HttpExchange exchange, int status, int millis) throws IOException {
        pause(millis);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        send(exchange, status, "text/html; charset=utf-8", "<!doctype html><html lang=\"fr\"><title>"
                + server.domain() + "</title><h1>" + server.domain() + "</h1><p>Démonstration</p></html>\n");
    }

    private void asset(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().putAll(Map.of("Cache-Control", java.util.List.of("public, max-age=2592000"),
                "Etag", java.util.List.of("\"lab-1\""), "Last-modified",
                java.util.List.of("Mon, 02 Nov 2026 08:00:00 GMT")));
        if (exchange.getRequestURI().getQuery() == null) {
            exchange.getResponseHeaders().set("Age", "86400");
            exchange.getResponseHeaders().set("X-Cache", "HIT");
        } else {
            exchange.getResponseHeaders().set("X-Cache", "MISS");
        }
        send(exchange, 200, path.endsWith(".css") ? "text/css" : "application/octet-stream", "/* " + path + " */\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void pause(int millis) {
        long until = System.nanoTime() + millis * 1_000_000L;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
