package fr.touchweb.console.support;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Objects;
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
        this.ports = freePorts(7);
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

    /** HAProxy once more, with everything taken off an answer that tells who made it. */
    public int bare() {
        return ports[5];
    }

    public int bareTls() {
        return ports[6];
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
        Files.writeString(root().resolve(".htaccess"), template("htaccess"));
        Files.writeString(root().resolve("deep/.htaccess"), "RewriteEngine On\nRewriteRule ^old$ /target [R=301,L]\n");
        Files.writeString(folder.resolve("shop.pem"), certificates.good("shop.test").pem());
        Files.createDirectories(folder.resolve("varnish"));
        write("moved.txt", "old /target\n");
        write("moved.map", "/ngx-map-included /target;\n");
        write("haproxy.cfg", template("haproxy.cfg"));
        write("apache2.conf", template("apache2.conf"));
        write("nginx.conf", template("nginx.conf"));
        write("fpm.conf",
                template("fpm.conf") + (root ? "user = www-data\ngroup = www-data\nlisten.owner = www-data\n" : ""));
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

    private static String template(String name) throws IOException {
        try (InputStream in = TestWeb.class.getResourceAsStream("/web/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
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
                .replace("@BS", Integer.toString(bareTls())).replace("@B", Integer.toString(bare()))
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
}
