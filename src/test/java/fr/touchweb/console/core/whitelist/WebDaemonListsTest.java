package fr.touchweb.console.core.whitelist;

import static fr.touchweb.console.core.whitelist.WhitelistRoom.KARIM;
import static fr.touchweb.console.core.whitelist.WhitelistRoom.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real HAProxy, nginx and Apache with a list of ours: what a request from a loopback address meets, before the exemption,
 * with it and after it.
 */
class WebDaemonListsTest {
    private static final String CLIENT = "127.0.0.77";

    @TempDir
    Path folder;

    private final List<Process> daemons = new ArrayList<>();
    private WhitelistRoom room;
    private int port;

    @BeforeEach
    void room() throws Exception {
        RealPeer.require("curl");
        room = new WhitelistRoom(folder, "\"keepSeconds\": 600");
        room.seen("web", CLIENT);
        port = freePort();
        // Daemons that drop their rights read their lists through this folder.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        room.end();
        for (Process daemon : daemons) {
            List<ProcessHandle> workers = daemon.descendants().toList();
            daemon.destroy();
            daemon.waitFor();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void haproxyLetsAnExemptedAddressPassInFileAndMemory() throws Exception {
        Path haproxy = RealPeer.require("haproxy");
        RealPeer.require("socat");
        Path acl = Files.writeString(folder.resolve("allow.acl"), "127.0.0.250\n");
        Path bans = Files.writeString(folder.resolve("bans.map"), "127.0.0.66 brute-force\n");
        Path socket = folder.resolve("h.sock");
        Path config = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                    stats socket %s mode 600 level admin
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 2s
                    timeout server 2s
                frontend web
                    bind 127.0.0.1:%d
                    stick-table type ipv6 size 1k expire 1m store gpc0
                    http-request track-sc0 src
                    acl abuse path /abuse
                    http-request sc-inc-gpc0(0) if abuse
                    acl exempt src -f %s
                    http-request return status 200 if exempt
                    http-request deny deny_status 408 if { src,map_ip(%s) -m found }
                    http-request deny deny_status 408
                """.formatted(socket, port, acl, bans));
        start(haproxy.toString(), "-f", config.toString(), "-db");
        List<String> client = List.of("socat", "-", socket.toString());
        room.server("web", new Whitelist("ids", "haproxy", List.of(), acl.toString(),
                List.of("haproxy", "-c", "-f", config.toString()), List.of(),
                List.of("curl", "-s", "-o", folder.resolve("probe").toString(), "http://127.0.0.1:" + port + "/"),
                List.of(), client));
        Await.until("HAProxy answers", () -> status(CLIENT).equals("408"));
        Applied added = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.DONE, added.status(), added.toString());
        assertEquals("200", status(CLIENT));
        Whitelists lists = room.as(KARIM);
        assertEquals(List.of(Drift.Kind.FOREIGN), kinds(lists.view("web", Scope.IDS)));
        restart(haproxy.toString(), "-f", config.toString(), "-db");
        Await.until("it passes after a restart too", () -> status(CLIENT).equals("200"));
        TestSshd.run("sh", "-c", "echo 'add acl " + acl + " 127.0.0.99' | socat - " + socket);
        assertEquals(List.of(Drift.Kind.FOREIGN, Drift.Kind.ONLY_RUNNING), kinds(lists.view("web", Scope.IDS)));
        assertEquals(Status.DONE, lists.changes().remove("web", added.entry()).status());
        assertEquals("408", status(CLIENT));
        assertEquals("200", status("127.0.0.99"), "what somebody added by hand is left");

        assertEquals("408", status("127.0.0.55", "/abuse"));
        List<Ban> banned = lists.banned("web").bans();
        assertEquals(List.of("map " + bans, "table web"), banned.stream().map(Ban::list).sorted().toList());
        String there = Files.readString(bans);
        for (Ban ban : banned) {
            Lifted lifted = lists.bans().unban("web", ban);
            assertTrue(lifted.done(), ban.toString());
            assertFalse(lists.bans().unban("web", ban).done(), "lifted already");
            boolean map = ban.list().startsWith("map");
            assertEquals(map ? "" : there, Files.readString(bans), "a restart does not ban again");
            assertTrue(lists.bans().again(lifted));
            assertTrue(lists.banned("web").bans().stream().anyMatch(back -> back.list().equals(ban.list())));
            assertEquals(there, Files.readString(bans));
            assertTrue(lists.bans().unban("web", ban).done());
            there = map ? "" : there;
        }
        assertEquals(List.of(), lists.banned("web").bans());
        room.server("deaf", new Whitelist("ids", "haproxy", List.of(), acl.toString(), List.of("true"), List.of(),
                List.of(), List.of(), List.of("sh", "-c",
                        "line=$(cat); case $line in add*) ;; *) echo \"$line\" | socat - \"$0\" ;; esac",
                        socket.toString())));
        room.seen("deaf", CLIENT);
        Applied deaf = room.add(KARIM, Scope.IDS, CLIENT, "deaf");
        assertEquals("whitelist.notSeen", String.valueOf(deaf.reason() == null ? null : deaf.reason().key()),
                "a daemon that takes it and does not have it is told: " + deaf);
        assertEquals(Status.DONE, room.as(KARIM).changes().remove("deaf", deaf.entry()).status());

        Files.writeString(config, Files.readString(config) + "    nonsense\n");
        Applied broken = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REFUSED, broken.status(), "the configuration was invalid already");
        assertTrue(broken.reason().arguments().getFirst().toString().contains("nonsense"), broken.toString());
        assertFalse(Files.readString(acl).contains(CLIENT));
        assertEquals("408", status(CLIENT));
        Files.writeString(config, Files.readString(config).replace("    nonsense\n", ""));
        stop();
        Applied down = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.ROLLED_BACK, down.status(), down.toString());
        assertFalse(Files.readString(acl).contains(CLIENT));
    }

    @Test
    void nginxLetsAnExemptedAddressReachTheBackOffice() throws Exception {
        Path nginx = RealPeer.require("nginx");
        Path allow = Files.writeString(folder.resolve("allow-bo.conf"), "allow 127.0.0.250;\ndeny all;\n");
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 64; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                    uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                    server { listen 127.0.0.1:%2$d; location / { include %3$s; try_files /none =204; } }
                }
                """.formatted(folder, port, allow));
        start(nginx.toString(), "-c", config.toString(), "-e", folder.resolve("start.log").toString());
        List<String> test = List.of(nginx.toString(), "-t", "-c", config.toString(), "-e",
                folder.resolve("test.log").toString());
        List<String> reload = List.of(nginx.toString(), "-s", "reload", "-c", config.toString(), "-e",
                folder.resolve("test.log").toString());
        room.server("web", list(Scope.PMA, "nginx", allow, test, reload, List.of()));
        Await.until("nginx answers", () -> status(CLIENT).equals("403"));
        Applied added = room.add(KARIM, Scope.PMA, CLIENT, "web");
        assertEquals(Status.DONE, added.status(), added.toString());
        Await.until("it passes", () -> status(CLIENT).equals("204"));
        assertEquals("204", status("127.0.0.250"), "the line of somebody else counts as before");
        assertEquals("403", status("127.0.0.78"));
        assertEquals(Status.DONE, room.as(KARIM).changes().remove("web", added.entry()).status());
        Await.until("it passes no longer", () -> status(CLIENT).equals("403"));

        String broken = Files.readString(config) + "nonsense;\n";
        Files.writeString(config, broken);
        String before = Files.readString(allow);
        Applied refused = room.add(KARIM, Scope.PMA, CLIENT, "web");
        assertEquals(Status.REFUSED, refused.status(), "the configuration was invalid already");
        assertTrue(refused.reason().arguments().getFirst().toString().contains("nonsense"), refused.toString());
        assertEquals(before, Files.readString(allow));
        assertEquals("403", status(CLIENT), "nothing was reloaded");
        Files.writeString(config, broken.replace("nonsense;\n", ""));
        stop();
        Applied down = room.add(KARIM, Scope.PMA, CLIENT, "web");
        assertEquals(Status.ROLLED_BACK, down.status(), down.toString());
        assertEquals(before, Files.readString(allow), "a daemon that is down takes no list");
    }

    @Test
    void apacheLetsAnExemptedAddressInByIncludeAndByHtaccess() throws Exception {
        Path apache = RealPeer.require("apache2");
        Path docs = Files.createDirectories(folder.resolve("www/bo"));
        Files.writeString(folder.resolve("www/index.html"), "shop\n");
        Files.writeString(docs.resolve("index.html"), "back office\n");
        Path htaccess = Files.writeString(docs.resolve(".htaccess"),
                "<RequireAny>\nRequire ip 127.0.0.250\n</RequireAny>\n");
        Path allow = Files.writeString(folder.resolve("allow-pma.conf"), "");
        Path config = Files.writeString(folder.resolve("apache.conf"), """
                ServerRoot /etc/apache2
                ServerName 127.0.0.1
                PidFile %1$s/apache.pid
                ErrorLog %1$s/apache.log
                Mutex file:%1$s default
                Listen 127.0.0.1:%2$d
                %4$s
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule authz_host_module /usr/lib/apache2/modules/mod_authz_host.so
                LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
                DocumentRoot %1$s/www
                <Directory %1$s/www>
                    AllowOverride All
                    <RequireAny>
                        Require ip 127.0.0.249
                        Include %3$s
                    </RequireAny>
                </Directory>
                """.formatted(folder, port, allow, TestSshd.isRoot() ? "User www-data\nGroup www-data" : ""));
        for (String path : List.of("www", "www/bo")) {
            Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        start(apache.toString(), "-f", config.toString(), "-DFOREGROUND");
        List<String> test = List.of(apache.toString(), "-t", "-f", config.toString());
        room.server("web", list(Scope.PMA, "apache", allow, test,
                List.of("sh", "-c", "kill -USR1 $(cat \"$0\")", folder.resolve("apache.pid").toString()), List.of()),
                new Whitelist("ids", "htaccess", List.of(), htaccess.toString(), List.of(), List.of(), List.of(),
                        List.of(), List.of(config.toString())));
        Await.until("Apache answers", () -> status(CLIENT, "/").equals("403"));
        Applied htaccessAdded = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.DONE, htaccessAdded.status(), htaccessAdded.toString());
        assertTrue(htaccessAdded.steps().contains("checked"), "looked at before it was written");
        assertEquals("200", status(CLIENT, "/bo/"));
        assertEquals("403", status("127.0.0.78", "/bo/"));
        assertEquals(Status.DONE, room.as(KARIM).changes().remove("web", htaccessAdded.entry()).status());
        assertEquals("403", status(CLIENT, "/bo/"));
        Applied included = room.add(KARIM, Scope.PMA, CLIENT, "web");
        assertEquals(Status.DONE, included.status(), included.toString());
        Await.until("it passes by the include", () -> status(CLIENT).equals("200"));
        assertEquals("403", status("127.0.0.78"));
        assertEquals(Status.DONE, room.as(KARIM).changes().remove("web", included.entry()).status());
        Await.until("and passes no longer", () -> status(CLIENT).equals("403"));

        Files.writeString(config, Files.readString(config) + "Nonsense on\n");
        String before = Files.readString(allow);
        Applied broken = room.add(KARIM, Scope.PMA, CLIENT, "web");
        assertEquals(Status.REFUSED, broken.status(), "the configuration was invalid already");
        assertTrue(broken.reason().arguments().getFirst().toString().contains("Nonsense"), broken.toString());
        assertEquals(before, Files.readString(allow));
        Files.writeString(config, Files.readString(config).replace("Nonsense on\n", ""));

        Files.writeString(htaccess, "<RequireAny>\nRequire ip 192.0.2.300\n</RequireAny>\n");
        Applied invalid = room.add(KARIM, Scope.IDS, CLIENT, "web");
        assertEquals(Status.REFUSED, invalid.status(), invalid.toString());
        assertFalse(invalid.steps().contains("written"), "a .htaccess is live the moment that it is there");
        assertFalse(Files.readString(htaccess).contains(CLIENT));
        stop();
        assertEquals(Status.ROLLED_BACK, room.add(KARIM, Scope.PMA, CLIENT, "web").status());
        assertEquals(before, Files.readString(allow), "a daemon that is down takes no list");
    }

    private static List<Drift.Kind> kinds(ListView view) {
        return view.drift().stream().map(Drift::kind).toList();
    }

    private String status(String from) throws Exception {
        return status(from, "/");
    }

    private String status(String from, String path) throws Exception {
        Cidr.of(from);
        Process curl = new ProcessBuilder("curl", "-s", "-m", "3", "-o", "/dev/null", "-w", "%{http_code}",
                "--interface", from, "http://127.0.0.1:" + port + path).start();
        String code = new String(curl.getInputStream().readAllBytes());
        curl.waitFor();
        return code;
    }

    private void start(String... argv) throws Exception {
        daemons.add(new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(folder.resolve("daemon.log").toFile()).start());
    }

    private void restart(String... argv) throws Exception {
        stop();
        start(argv);
    }

    private void stop() throws Exception {
        Process daemon = daemons.getLast();
        List<ProcessHandle> workers = daemon.descendants().toList();
        daemon.destroy();
        daemon.waitFor();
        workers.forEach(ProcessHandle::destroyForcibly);
        Await.until("nobody answers", () -> status(CLIENT).equals("000"));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
