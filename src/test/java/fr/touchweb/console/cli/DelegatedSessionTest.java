package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.HostFollower;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.rights.Maker;
import fr.touchweb.console.core.rights.RightsReport;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.CardReader;
import fr.touchweb.console.support.DelegatedServer;
import fr.touchweb.console.support.Verbs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole session of a delegated developer, on a real chrooted sshd with PAM: an engineer hands out the document, the
 * developer signs in with key and code, sees two servers, follows a log, asks for an entry and for rights by a file.
 */
@Timeout(180)
class DelegatedSessionTest {
    private static final String ADDRESS = "82.64.10.5";

    @TempDir
    Path folder;

    @Test
    void aDeveloperWorksAloneOnWhatWasDelegatedAndOnNothingElse() throws Exception {
        try (DelegatedServer server = new DelegatedServer(folder.resolve("server"), "DISALLOW_REUSE")) {
            String login = server.developer.name();
            Path whole = Files.writeString(Files.createDirectories(folder.resolve("house")).resolve("fleet.json"),
                    document(server));
            Verbs.Said given = Verbs.run(options(server, folder.resolve("house"), "klenoir"), "fleet", "delegate",
                    login,
                    "--fleet", whole.toString());
            assertEquals(0, given.code(), given.err());
            assertFalse(given.out().contains("bora") || given.out().contains("engineer"), given.out());

            Path home = folder.resolve("home");
            ConsoleOptions options = options(server, home, login);
            Files.createDirectories(options.folders().settings().resolve("policy"));
            Files.writeString(options.folders().settings().resolve("fleet.json"), given.out());
            Files.writeString(options.folders().settings().resolve("policy/quick.json"),
                    "{ \"version\": 1, \"base\": \"tw\", \"whitelist\": { \"armMillis\": 1, \"secondClickMillis\": 1 } }");
            Verbs.Said list = Verbs.run(options, "fleet", "list");
            assertEquals(0, list.code(), list.err());
            assertTrue(list.out().contains("acme-web1") && list.out().contains("acme-pp"), list.out());
            assertFalse(list.out().contains("bora"), list.out());
            for (String[] verb : List.of(new String[]{"logs", "sources", "bora-web1"},
                    new String[]{"binlog", "list", "acme-web1"}, new String[]{"whitelist", "list", "bora-web1"},
                    new String[]{"fleet", "accesses"}, new String[]{"fleet", "probe", "bora-web1"})) {
                assertNotEquals(0, Verbs.run(options, verb).code(), String.join(" ", verb));
            }
            assertEquals(Verbs.run(options, "logs", "sources", "nowhere").err().replace("nowhere", "bora-web1"),
                    Verbs.run(options, "logs", "sources", "bora-web1").err(), "one that is hidden is told like none");
            assertEquals(List.of(), server.authenticator.asked, "nobody signed in for what is refused");

            try (Assembly console = new Assembly(options.withProfile("quick"))) {
                session(console, server, login);
            }
        }
    }

    private void session(Assembly console, DelegatedServer server, String login) throws Exception {
        Fleet fleet = console.fleet().load();
        Access access = console.access(fleet);
        assertEquals(List.of("acme-web1", "acme-pp"), fleet.servers().stream().map(Server::id).toList());
        assertEquals(login, access.person().login());
        assertFalse(access.may(Right.BINLOG, "acme-web1", null, Clock.systemUTC().instant()).allowed());
        Server web = fleet.server("acme-web1").orElseThrow();
        RemoteHost host = console.hosts(fleet).apply(web);

        // A wrong code lets nobody in; the right one does, once.
        server.authenticator.typed = "000000";
        assertEquals(RemoteException.Kind.AUTHENTICATION,
                assertThrows(RemoteException.class, host::capabilities).kind());
        server.authenticator.typed = null;
        assertEquals(login, host.capabilities().user());
        String code = server.authenticator.given.getLast();
        assertEquals(Boolean.TRUE, host.capabilities().jail());
        assertEquals(Boolean.FALSE, host.capabilities().sudo());
        assertTrue(server.authenticator.asked.stream().allMatch(prompt -> prompt.startsWith("Verification code")),
                server.authenticator.asked.toString());
        server.authenticator.typed = code;
        try (Assembly second = new Assembly(console.options())) {
            assertThrows(RemoteException.class, () -> second.hosts(fleet).apply(web).capabilities(),
                    "a code is good once");
        }
        server.authenticator.typed = null;

        follows(console.policy(fleet), host, web, server);
        asksForAnEntry(console.whitelists(fleet), server, login);
        resetsRights(console, fleet, server, login);
        assertTrue(console.changes().newest(20).stream()
                .noneMatch(entry -> (entry.detail() + entry.result()).contains(code)));
    }

    private static void follows(Policy policy, RemoteHost host, Server web, DelegatedServer server) throws Exception {
        LogSource access = LogSource.of(web, policy.logPaths()).stream().filter(log -> log.id().equals("access"))
                .findFirst().orElseThrow();
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (HostFollower follower = new HostFollower(host, FollowTimes.of(policy.follow(), policy.ssh()),
                InstantSource.system(), ZoneId.of("UTC"), FormatCatalog.plain(), new Random(7), Bookmarks.NONE,
                events -> events.forEach(event -> {
                    if (event instanceof LogEvent.Line line) {
                        lines.add(new String(line.buffer(), line.start(), line.length(), StandardCharsets.UTF_8));
                    }
                }))) {
            follower.want(List.of(new HostFollower.Wanted(access.pattern(), new Start.Beginning())));
            Thread.ofVirtual().name("follow").start(follower);
            Await.until("what is there is read", () -> lines.size() == 1);
            Files.writeString(server.base.resolve("clients/acme/apache2/access.log"), "82.64.10.5 one more\n",
                    StandardOpenOption.APPEND);
            Await.until("what is written is followed", () -> lines.contains("82.64.10.5 one more"));
        }
        assertTrue(lines.stream().noneMatch(line -> line.contains("bora")));
    }

    private static void asksForAnEntry(Whitelists lists, DelegatedServer server, String login) throws Exception {
        AddRequest request = lists.request(List.of("acme-web1"), Scope.BACKOFFICE,
                lists.assess(ADDRESS, List.of("acme-web1"), Scope.BACKOFFICE), Entry.Kind.PERSON,
                "accès au back-office",
                "ticket 4711", Duration.ofDays(7));
        Confirmation confirmation = lists.confirm(request);
        Await.until("the card can be confirmed", () -> confirmation.armedIn().isZero());
        confirmation.press(Button.CONTINUE);
        Await.until("the second question stands", () -> confirmation.armedIn().isZero());
        CardReader.answered(confirmation);
        confirmation.press(Button.CONFIRM);
        Applied asked = lists.changes().add(confirmation.confirmed().orElseThrow()).getFirst();
        assertEquals(Applied.Status.DROPPED, asked.status());
        assertInstanceOf(DropState.Pending.class, lists.changes().dropState(asked));
        server.supervise();
        assertEquals(new DropState.Done(), lists.changes().dropState(asked));
        String allowed = Files.readString(server.allowed());
        assertTrue(allowed.contains("allow " + ADDRESS + ";") && allowed.contains("by=" + login), allowed);
    }

    private static void resetsRights(Assembly console, Fleet fleet, DelegatedServer server, String login)
            throws Exception {
        SiteRights rights = new SiteRights(fleet, console.access(fleet), console.hosts(fleet),
                console.policy(fleet).rights(), console.changes(), Clock.systemUTC(), time -> {
                    try {
                        server.supervise();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertEquals(Maker.SITE, rights.whose("acme-shop", "var/cache/page.html").maker());
        RightsReport before = rights.check("acme-shop", TaskControl.UNATTENDED);
        assertTrue(before.count() > 0);
        RightsReport after = rights.reset("acme-shop", before, TaskControl.UNATTENDED, state -> {}).after();
        assertEquals(0, after.count(), after.deviations().toString());
        assertEquals("rights-reset", console.changes().newest(1).getFirst().action());
        assertEquals(login, console.changes().newest(1).getFirst().person());
    }

    private static String document(DelegatedServer server) {
        return """
                { "version": 1, "policy": "tw", "clients": [ { "id": "acme" }, { "id": "bora" } ],
                  "servers": [
                    { "id": "acme-web1", "client": "acme", "role": "production", "host": "127.0.0.1", "port": %1$d, "user": "%2$s",
                      "logs": [ { "id": "access", "path": "/var/log/apache2/access.log" } ],
                      "whitelists": [ { "scope": "backoffice", "backend": "filedrop", "path": "/home/www/acme/tw_supervisor/api" } ] },
                    { "id": "acme-pp", "client": "acme", "role": "preproduction", "host": "127.0.0.2", "port": %1$d, "user": "%2$s" },
                    { "id": "bora-web1", "client": "bora", "role": "production", "host": "127.0.0.3", "user": "klenoir" } ],
                  "sites": [ { "id": "acme-shop", "server": "acme-web1", "root": "/home/www/acme", "preproduction": "acme-shop-pp" },
                             { "id": "acme-shop-pp", "server": "acme-pp" }, { "id": "bora-shop", "server": "bora-web1" } ],
                  "accounts": [
                    { "login": "klenoir", "kind": "engineer", "grants": [ { "servers": [ "acme-web1", "acme-pp", "bora-web1" ] } ] },
                    { "login": "%2$s", "name": "Jeanne Durand", "kind": "developer", "mfa": "totp", "grants": [
                      { "servers": [ "acme-web1", "acme-pp" ], "rights": [ "logs", "whitelist", "rights-reset" ],
                        "until": "2099-12-31", "grantedBy": "klenoir" } ] } ] }
                """
                .formatted(server.sshd.port(), server.developer.name());
    }

    private static ConsoleOptions options(DelegatedServer server, Path home, String login) throws Exception {
        return new ConsoleOptions(ConsoleFolders.in(home.resolve("console")), server.sshd.environment(), Map.of(),
                login,
                "laptop", Clock.systemUTC(), null, null, null, server.authenticator, HostKeyAsker.NOBODY, Names.SYSTEM,
                List.of());
    }
}
