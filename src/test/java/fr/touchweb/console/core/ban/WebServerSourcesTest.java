package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deny lines of real nginx and Apache, a real mod_evasive, and lists of a real HAProxy. */
class WebServerSourcesTest {
    private static final Path MODULE = Path.of("/usr/lib/apache2/modules/mod_evasive20.so");
    private static final String CLIENT = "127.0.0.77";

    @TempDir
    Path folder;

    private final RemoteHost host = new LocalHost("web", new CommandJournal(Clock.systemUTC()));
    private @Nullable Process daemon;
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = TestSshd.freePort();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void end() throws Exception {
        Process now = daemon;
        if (now != null) {
            List<ProcessHandle> workers = now.descendants().toList();
            now.destroy();
            now.waitFor();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void denyLinesOfNginxAreTold() throws Exception {
        Path nginx = RealPeer.require("nginx");
        Path list = Files.writeString(folder.resolve("deny.conf"), """
                # kept by hand
                deny 203.0.113.9; # brute force, called on Monday
                allow 203.0.113.10;
                deny 198.51.100.0/24;
                deny 10.0.0.0/8;
                deny 2001:db8::7;
                """);
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    server {
                        listen 127.0.0.1:%2$d;
                        location / { include %3$s; deny all; }
                    }
                }
                """.formatted(folder, port, list));
        WebDenySource source = WebDenySource.nginx(List.of(nginx.toString(), "-c", config.toString()));
        assertEquals(List.of("2 203.0.113.9", "4 198.51.100.0/24", "6 2001:db8::7"), source.banned(host).stream()
                .map(ban -> ban.list().replace(list + ":", "") + " " + ban.address()).toList());
        Ban ban = source.bans(host, Cidr.of("203.0.113.9")).getFirst();
        assertEquals("brute force, called on Monday", ban.reason());
        assertEquals(Way.byHand("ban.way.denyLine", 2, list.toString(), "nginx -t && systemctl reload nginx"),
                ban.way());
        assertEquals("ban.way.denyLine",
                assertThrows(RemoteException.class, () -> source.lift(host, ban)).text().key());
        assertEquals(1, source.bans(host, Cidr.of("10.1.2.3")).size(), "asked for one address, a network counts too");
        Files.writeString(config, "nonsense;");
        assertThrows(RemoteException.class, () -> source.banned(host), "not read is not: nobody is banned");
        assertTrue(mentions("203.0.113.10", new NginxMentions(List.of(nginx.toString(), "-c", config.toString())))
                .silent().containsKey("nginx"));
    }

    private MentionReport mentions(String address, MentionSource source) throws Exception {
        return MentionReport.of(host, Cidr.of(address), List.of(source));
    }

    private List<String> told(String address, MentionSource source) throws Exception {
        return mentions(address, source).mentions().stream().map(one -> one.place().replace(folder + "/", "") + " "
                + one.kind() + " " + one.range() + " " + one.says()).toList();
    }

    @Test
    void whomNginxLetsInOrGivesAValueIsToldFromEveryFileThatItReads() throws Exception {
        Path nginx = RealPeer.require("nginx");
        Files.writeString(folder.resolve("friends.geo"), "203.0.113.10 1; # agency\n198.51.100.0/24\n    2;\n");
        Files.writeString(folder.resolve("allow.conf"), """
                allow 203.0.113.10; allow "198.51.100.7";
                allow 2001:db8::/48; # allow 192.0.2.1;
                deny all;
                """);
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    geo $friend { default 0; include friends.geo; 192.0.2.0/25 3; }
                    geo $span { ranges; default 0; 192.0.2.4-192.0.2.9 yes; }
                    map $remote_addr $known { "203.0.113.10" "a;b"; default ''; }
                    map $uri $not { 203.0.113.10 1; }
                    server {
                        listen 127.0.0.1:%2$d;
                        location / { include %1$s/allow.conf; if ($friend) { return 204; } }
                    }
                }
                """.formatted(folder, port));
        NginxMentions source = new NginxMentions(List.of(nginx.toString(), "-c", config.toString()));
        assertEquals(List.of("nginx.conf:8 VALUE 203.0.113.10 map $known = a;b",
                "friends.geo:1 VALUE 203.0.113.10 geo $friend = 1", "allow.conf:1 ALLOWED 203.0.113.10 allow"),
                told("203.0.113.10", source));
        assertEquals(List.of("friends.geo:2 VALUE 198.51.100.0/24 geo $friend = 2",
                "allow.conf:1 ALLOWED 198.51.100.7 allow"), told("198.51.100.7", source));
        assertEquals(List.of("nginx.conf:6 VALUE 192.0.2.0/25 geo $friend = 3",
                "nginx.conf:7 VALUE 192.0.2.0/28 geo $span = yes"), told("192.0.2.9", source));
        assertEquals(List.of("nginx.conf:6 VALUE 192.0.2.0/25 geo $friend = 3"), told("192.0.2.10", source));
        assertEquals(List.of("allow.conf:2 ALLOWED 2001:db8::/48 allow"), told("2001:db8:0:9::1", source));
        assertEquals(List.of(), told("192.0.2.200", source));
    }

    @Test
    void whomApacheLetsInIsToldFromFoldersAboveBelowAndBesideItsSite() throws Exception {
        Path site = Files.createDirectories(folder.resolve("www/site"));
        Path admin = Files.createDirectories(site.resolve("admin/inner"));
        Path pma = Files.createDirectories(folder.resolve("pma"));
        Path other = Files.createDirectories(folder.resolve("unknown"));
        Files.writeString(folder.resolve("www/.htaccess"), "Allow from 203.0.113\n");
        Files.writeString(admin.resolve(".htaccess"), """
                Require ip 203.0.113.9 198.51.100.0/24 # agency
                RewriteCond %{REMOTE_ADDR} !^192\\.0\\.2\\.7$
                """);
        Files.writeString(pma.resolve(".htaccess"), "<RequireAny>\nRequire ip 203.0.113.9\n</RequireAny>\n");
        Files.writeString(other.resolve(".htaccess"), "Deny from 203.0.113.9\nRequire ip 203.0.113.9\n");
        Path config = apache("""
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule authz_host_module /usr/lib/apache2/modules/mod_authz_host.so
                DocumentRoot "%s"
                Alias /phpmyadmin %s
                <Location /status>
                    Require ip 203.0.113.9
                </Location>
                """.formatted(site, pma));
        List<String> client = List.of("apache2", "-f", config.toString());
        int line = line(config, "Require ip");
        List<String> found = List.of("apache.conf:" + line + " ALLOWED 203.0.113.9 Require ip 203.0.113.9",
                "pma/.htaccess:2 ALLOWED 203.0.113.9 Require ip 203.0.113.9",
                "www/.htaccess:1 ALLOWED 203.0.113.0/24 Allow from 203.0.113",
                "www/site/admin/inner/.htaccess:1 ALLOWED 203.0.113.9 Require ip 203.0.113.9 198.51.100.0/24 # agency");
        assertEquals(found, told("203.0.113.9", new ApacheMentions(client, List.of())));
        assertEquals(List.of("www/site/admin/inner/.htaccess:2 VALUE 192.0.2.7 "
                + "RewriteCond %{REMOTE_ADDR} !^192\\.0\\.2\\.7$"),
                told("192.0.2.7", new ApacheMentions(client, List.of())));
        assertEquals(5, told("203.0.113.9", new ApacheMentions(client, List.of(other.toString()))).size(),
                "a root that only the fleet knows");
    }

    @Test
    void denyLinesOfApacheAndOfASitesFolderAreTold() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve(".htaccess"), "Order allow,deny\nDeny from 203.0.113.9 192.0.2\n");
        Path config = apache("""
                LoadModule authz_host_module /usr/lib/apache2/modules/mod_authz_host.so
                LoadModule access_compat_module /usr/lib/apache2/modules/mod_access_compat.so
                DocumentRoot "%s"
                <Directory "%s">
                    <RequireAll>
                        Require all granted
                        Require not ip 198.51.100.7 2001:db8::/64
                    </RequireAll>
                </Directory>
                """.formatted(site, site));
        WebDenySource source = WebDenySource.apache(List.of("apache2", "-f", config.toString()));
        assertEquals(List.of("192.0.2.0/24", "198.51.100.7", "2001:db8::/64", "203.0.113.9"),
                source.banned(host).stream().map(ban -> ban.address().toString()).sorted().toList());
        assertEquals(Way.byHand("ban.way.htaccess", 2, site + "/.htaccess"),
                source.bans(host, Cidr.of("203.0.113.9")).getFirst().way());
        assertEquals(Way.byHand("ban.way.denyLine", line(config, "Require not ip"), config.toString(),
                "apache2ctl -t && systemctl reload apache2"),
                source.bans(host, Cidr.of("198.51.100.7")).getFirst().way());
    }

    @Test
    void whomModEvasiveBlocksIsToldUntilItsPeriodIsOver() throws Exception {
        RealPeer.requireThat(Files.exists(MODULE), "this machine has no mod_evasive");
        Path marks = Files.createDirectory(folder.resolve("marks"));
        Files.setPosixFilePermissions(marks, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "shop");
        Path config = apache("""
                LoadModule evasive20_module %s
                LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
                DocumentRoot "%s"
                DirectoryIndex index.html
                LogFormat "%%h %%l %%u %%t \\"%%r\\" %%>s %%b" common
                CustomLog "%s/access.log" common
                DOSHashTableSize 97
                DOSPageCount 2
                DOSSiteCount 50
                DOSPageInterval 2
                DOSBlockingPeriod 600
                DOSLogDir "%s"
                """.formatted(MODULE, site, folder, marks));
        daemon = new ProcessBuilder("apache2", "-f", config.toString(), "-D", "FOREGROUND").redirectErrorStream(true)
                .redirectOutput(folder.resolve("apache.out").toFile()).start();
        Await.until("Apache answers", () -> status("127.0.0.78").equals("200"));
        ModEvasiveSource source = new ModEvasiveSource(List.of("apache2", "-f", config.toString()),
                Clock.systemUTC());
        assertEquals(List.of(), source.bans(host, Cidr.of(CLIENT)));
        Await.until("mod_evasive blocks", () -> status(CLIENT).equals("403"));
        Ban ban = source.bans(host, Cidr.of(CLIENT)).getFirst();
        assertEquals("dos-" + CLIENT, ban.list());
        assertTrue(ban.since() != null && Duration.between(ban.since(), Instant.now()).toMinutes() < 1);
        assertEquals(Way.byHand("ban.way.silence", 600), ban.way());
        assertTrue(ban.causes().getFirst().contains("\" 403 "), ban.toString());
        Instant end = ban.until();
        assertTrue(end != null && end.isAfter(Instant.now().plusSeconds(500)));
        ModEvasiveSource later = new ModEvasiveSource(List.of("apache2", "-f", config.toString()),
                Clock.fixed(end.plusSeconds(2), ZoneOffset.UTC));
        assertEquals(List.of(), later.banned(host), "the mark stays, the block does not");
    }

    /** The mark stays after a block is over and keeps its time: of the next one, the refusals in the log tell. */
    @Test
    void whenARepeatedBlockBeganIsToldAsFarAsTheLogTells() {
        Instant now = Instant.parse("2026-11-26T10:00:30Z");
        assertEquals("2026-11-26T10:00:20Z true", begun(now, "20 403", "28 403"),
                "the log begins with it: then, or before");
        assertEquals("2026-11-26T10:00:20Z false", begun(now, "02 403", "20 403", "28 403"),
                "a silence lifted it before");
        assertEquals("2026-11-26T10:00:12Z false", begun(now, "11 200", "12 403", "21 429", "28 403"));
        assertEquals("none", begun(now, "20 403", "28 200"), "who was let through is not blocked");
        assertEquals("none", begun(now), "the mark of yesterday alone");
        assertEquals("none", begun(now.plusSeconds(10), "20 403", "28 403"), "silence");
    }

    private static String begun(Instant now, String... requests) {
        ModEvasiveSource source = new ModEvasiveSource(List.of(), Clock.systemUTC());
        String mark = "mark\t" + now.minusSeconds(86_400).getEpochSecond() + "\t203.0.113.9";
        List<String> lines = Stream.of(requests).map(request -> "203.0.113.9 - - [26/Nov/2026:10:00:"
                + request.substring(0, 2) + " +0000] \"GET / HTTP/1.1\" " + request.substring(3) + " 9").toList();
        return source.ban(mark, lines, 10, now).map(ban -> ban.since() + " " + ban.atLeast()).orElse("none");
    }

    @Test
    void aListThatHaproxyTurnsAwayIsABanAndOneThatLetsInIsNone() throws Exception {
        Path haproxy = RealPeer.require("haproxy");
        RealPeer.require("socat");
        Path bad = Files.writeString(folder.resolve("bad.acl"), CLIENT + "\n");
        Path good = Files.writeString(folder.resolve("good.acl"), "127.0.0.78\n");
        Path socket = folder.resolve("h.sock");
        Path config = Files.writeString(folder.resolve("h.cfg"), """
                global
                    stats socket %s mode 600 level admin
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 2s
                    timeout server 2s
                frontend web
                    bind 127.0.0.1:%d
                    acl banned src -f %s
                    acl inner src -f %s
                    http-request deny deny_status 408 if banned !inner
                    http-request deny unless inner or { src 127.0.0.0/8 }
                    http-request return status 200
                """.formatted(socket, port, bad, good));
        daemon = new ProcessBuilder(haproxy.toString(), "-f", config.toString(), "-db").redirectErrorStream(true)
                .redirectOutput(folder.resolve("h.log").toFile()).start();
        Await.until("HAProxy answers", () -> status("127.0.0.78").equals("200"));
        HaproxySource source = new HaproxySource(List.of("socat", "-", socket.toString()), Clock.systemUTC());
        Ban ban = source.banned(host).getFirst();
        assertEquals(List.of("acl " + bad + " " + CLIENT),
                source.banned(host).stream().map(each -> each.list() + " " + each.address()).toList());
        assertEquals("http-request deny deny_status 408 if banned !inner", ban.reason());
        assertEquals("408", status(CLIENT));
        Lift lift = source.lift(host, ban);
        assertTrue(lift.done() && lift.kept());
        assertEquals("200", status(CLIENT));
        assertEquals("", Files.readString(bad), "a restart does not ban again");
        source.again(host, ban, lift);
        assertEquals("408", status(CLIENT));
        assertEquals(CLIENT + "\n", Files.readString(bad));
    }

    private Path apache(String more) throws Exception {
        RealPeer.require("apache2");
        return Files.writeString(folder.resolve("apache.conf"), """
                ServerRoot "%1$s"
                ServerName localhost
                Listen 127.0.0.1:%2$d
                PidFile "%1$s/apache.pid"
                ErrorLog "%1$s/error.log"
                User www-data
                Group www-data
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                Mutex file:%1$s default
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 4
                MaxRequestWorkers 4
                %3$s
                """.formatted(folder, port, more));
    }

    private static int line(Path file, String text) throws Exception {
        List<String> lines = Files.readAllLines(file);
        return 1 + lines.indexOf(lines.stream().filter(each -> each.contains(text)).findFirst().orElseThrow());
    }

    private String status(String from) throws Exception {
        RealPeer.require("curl");
        Process curl = new ProcessBuilder("curl", "-s", "-o", "/dev/null", "--interface", from, "-w", "%{http_code}",
                "http://127.0.0.1:" + port + "/").start();
        String code = new String(curl.getInputStream().readAllBytes());
        curl.waitFor();
        return code;
    }
}
