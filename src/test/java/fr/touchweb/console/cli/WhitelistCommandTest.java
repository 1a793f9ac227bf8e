package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.Console;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.ShellQuoting;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestFail2ban;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.Verbs;
import fr.touchweb.console.support.Verbs.Said;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on a real sshd; what lets somebody in, once as a process on a real pseudo-terminal. */
@Timeout(240)
class WhitelistCommandTest {
    private static final String ADDED = "203.0.113.0/28";

    @TempDir
    Path folder;

    private TestSshd sshd;
    private Path list;
    private ConsoleOptions options;

    @BeforeEach
    void start() throws Exception {
        sshd = TestSshd.start(folder.resolve("sshd"));
        list = Files.writeString(folder.resolve("allow.conf"), "# by hand\n");
        Path ssh = Files.createDirectories(folder.resolve(".ssh"));
        Files.copy(sshd.clientKey(), ssh.resolve("id_ed25519"));
        Files.copy(sshd.knownHosts(), ssh.resolve("known_hosts"));
        Files.writeString(folder.resolve("access.log"),
                "203.0.113.7 - - [25/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");
        Path settings = Files.createDirectories(folder.resolve(".config/tw-console/policy"));
        Files.writeString(settings.resolve("room.json"), """
                { "version": 1, "base": "lab",
                  "whitelist": { "folder": "%s", "armMillis": 1, "secondClickMillis": 1 } }
                """.formatted(folder.resolve("store")));
        Files.writeString(folder.resolve("fleet.json"),
                """
                        { "version": 1, "policy": "room", "servers": [ { "id": "web", "host": "127.0.0.1", "port": %d, "user": "%s",
                          "logs": [ { "id": "access", "path": "%s" } ],
                          "whitelists": [ { "scope": "ids", "backend": "file", "path": "%s", "validate": [ "true" ] },
                            { "scope": "ftp", "backend": "file", "path": "%5$s/shop.conf", "site": "shop" },
                            { "scope": "ftp", "backend": "file", "path": "%5$s/blog.conf", "site": "blog" } ] } ],
                          "sites": [ { "id": "shop", "server": "web" }, { "id": "blog", "server": "web" } ] }
                        """
                        .formatted(sshd.port(), sshd.user(), folder.resolve("access.log"), list, folder));
        options = new ConsoleOptions(ConsoleFolders.ofUser(Map.of(), folder, "Linux"), sshd.environment(), Map.of(),
                sshd.user(), "here", Clock.systemUTC(), null, null, null, SecretSource.NONE, HostKeyAsker.NOBODY,
                Names.SYSTEM, List.of());
    }

    @AfterEach
    void end() throws Exception {
        Path lists = folder.resolve("store/lists");
        for (String name : List.of("ids-0", "ftp-0", "ftp-1")) {
            Files.deleteIfExists(lists.resolve(name));
        }
        if (Files.exists(lists)) {
            Files.writeString(folder.resolve("store/.changed"), "");
            Await.until("the timer has ended", () -> new ProcessBuilder("flock", "-n",
                    folder.resolve("store/timer.lock").toString(), "true").start().waitFor() == 0);
        }
        sshd.close();
    }

    @Test
    void aPersonAtATerminalConfirmsTwiceAndAPipeCannot() throws Exception {
        Said checked = run("check", ADDED, "--server", "web", "--scope", "ids", "--json");
        assertEquals(0, checked.code(), checked.err());
        assertEquals(2, json(checked).path("tier").asInt(), checked.out());
        assertTrue(checked.out().contains("\"seen\""), checked.out());
        Said refused = run("check", "203.0.113.0/23", "--server", "web", "--json");
        assertEquals(1, refused.code());
        assertTrue(json(refused).path("refused").asBoolean());

        byte[] before = Files.readAllBytes(list);
        Said piped = piped(add());
        assertEquals(2, piped.code(), piped.err());
        assertTrue(piped.err().contains("terminal"), piped.err());
        assertEquals(2, run(add()).code());

        Said left = typed(add(), "3", "15", "", "2");
        assertTrue(left.err().contains("Nothing is changed."), left.err());
        assertEquals(new String(before), Files.readString(list), "a wrong number lets nobody in");
        assertFalse(Files.exists(folder.resolve("store/register.json")));

        String taken = atTerminal(add(), "3\n", "15\n", "r\n");
        assertTrue(taken.contains("What is the last number of the last address of this range?"),
                "the number was asked before: " + taken);
        assertEquals(new String(before), Files.readString(list), "the way back was taken");

        Said added = typed(add(), "3", "2", "");
        assertTrue(added.err().contains("How many sites does this exemption touch?"), added.err());
        assertTrue(added.err().contains("[Exempt this range for 7 days]"), added.err());
        assertTrue(Files.readString(list).contains("\n" + ADDED + "\n"), added.err());
        Said listed = run("list", "web", "ids", "--json");
        assertEquals(ADDED, json(listed).path("cidr").asText(), listed.text());
        assertEquals("active", json(listed).path("state").asText());
        assertEquals("in-force 0", json(listed).path("outcome").asText() + " " + json(listed).path("bans"));
        String id = json(listed).path("id").asText();
        assertEquals(1, run("requests", "web", "--json").code(), "nothing waits");
        Said undone = typed(List.of("remove", "web", id), "r");
        assertTrue(Files.readString(list).contains("\n" + ADDED + "\n"), undone.text());
        Said removed = run("remove", "web", id, "--json");
        assertEquals(0, removed.code(), removed.err());
        assertEquals(new String(before), Files.readString(list));
        assertEquals(1, run("remove", "web", id).code());
        Said over = run("list", "web", "ids", "--json");
        assertEquals("undone " + sshd.user(),
                json(over).path("outcome").asText() + " " + json(over).path("endedBy").asText(), over.out());
        assertEquals(2, run("list", "nowhere").code() + run("list", "web", "pma").code() - 1);

        // One shop's list alone; a single address that nothing speaks against is a second press.
        Files.writeString(folder.resolve("shop.conf"), "");
        Files.writeString(folder.resolve("blog.conf"), "");
        Said one = typed(List.of("add", "web", "ftp", "203.0.113.7", "--site", "blog", "--reason", "module",
                "--requester", "T2", "--kind", "partner"), "2", "2", "");
        assertTrue(one.err().contains("web · blog"), one.err());
        assertTrue(Files.readString(folder.resolve("blog.conf")).contains("203.0.113.7"), one.err());
        assertEquals("", Files.readString(folder.resolve("shop.conf")));
    }

    @Test
    void aSecondPersonApprovesAtTheirOwnTerminalAndABanIsLifted() throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Entry waiting = new Entry("waiting", Scope.IDS, null, Cidr.of("203.0.113.0/24"), Entry.Kind.OFFICE, "salon",
                "T1", "klenoir", null, now, now.plus(Duration.ofDays(7)), Entry.State.PENDING, 0, null, 0);
        Files.write(store.resolve("register.json"), Register.EMPTY.with(waiting).bytes());
        byte[] before = Files.readAllBytes(list);
        Said requests = run("requests", "web", "--json");
        assertEquals(0, requests.code(), requests.err());
        assertEquals("klenoir", json(requests).path("author").asText());
        assertEquals(2, run("approve", "web", "waiting").code(), "a pipe approves nothing");
        Said left = typed(List.of("approve", "web", "waiting"), "3", "255", "", "2");
        assertTrue(left.err().contains("Nothing is changed."), left.err());
        assertEquals(new String(before), Files.readString(list));
        String agreed = atTerminal(List.of("approve", "web", "waiting"), "3\n", "2\n");
        assertTrue(Files.readString(list).contains("\n203.0.113.0/24\n"), agreed);
        Said listed = run("list", "web", "ids", "--json");
        assertEquals(sshd.user(), json(listed).path("approver").asText(), listed.out());
        assertEquals(1, run("approve", "web", "waiting", "--refuse").code(), "it waits no more");

        try (TestFail2ban fail2ban = TestFail2ban.start(folder.resolve("f2b"))) {
            String client = String.join("\", \"", fail2ban.client());
            Files.writeString(folder.resolve("fleet.json"), Files.readString(folder.resolve("fleet.json"))
                    .replace("\"whitelists\": [", "\"whitelists\": [ { \"scope\": \"ssh\", \"backend\": \"fail2ban\","
                            + " \"jails\": [ \"web\" ], \"client\": [ \"" + client + "\" ] },"));
            fail2ban.run("set", TestFail2ban.JAIL, "banip", "203.0.113.77");
            Said banned = run("list", "web", "--banned", "--json");
            assertEquals("203.0.113.77", json(banned).path("address").asText(), banned.err());
            Said again = typed(List.of("unban", "web", "203.0.113.77"), "r");
            assertTrue(again.text().contains("203.0.113.77 is banned again."), again.text());
            assertTrue(fail2ban.bans("203.0.113.77"));
            Said lifted = typed(List.of("unban", "web", "203.0.113.77"), "");
            assertTrue(lifted.text().contains("To ban again by hand on web: ")
                    && lifted.text().contains(" set web banip 203.0.113.77"), lifted.text());
            assertFalse(fail2ban.bans("203.0.113.77"));
            assertEquals(1, run("unban", "web", "203.0.113.77").code(), "it was lifted already");

            // The server's own way is shut, as for who is banned on SSH too.
            Files.writeString(folder.resolve("fleet.json"), Files.readString(folder.resolve("fleet.json"))
                    .replace("\"servers\": [ { \"id\": \"web\",", """
                            "servers": [ { "id": "shut", "host": "127.0.0.1", "port": 1, "user": "nobody" },
                              { "id": "peer", "role": "bastion", "host": "127.0.0.1", "port": %d, "user": "%s" },
                              { "id": "web", "jump": [ "shut" ],""".formatted(sshd.port(), sshd.user())));
            fail2ban.run("set", TestFail2ban.JAIL, "banip", "203.0.113.77");
            assertEquals(3, run("unban", "web", "203.0.113.77").code());
            Said round = run("list", "web", "--banned", "--json");
            assertEquals("203.0.113.77", json(round).path("address").asText(), round.err());
            assertTrue(round.err().contains("web refuses your SSH too") && round.err().contains("through peer"),
                    "read through another server, and said so: " + round.err());
            assertEquals("203.0.113.0/24", json(run("list", "web", "ids", "--json")).path("cidr").asText());
            Said around = run("unban", "web", "203.0.113.77", "--through", "peer");
            assertEquals(0, around.code(), around.err());
            assertFalse(fail2ban.bans("203.0.113.77"));
        }
    }

    private static List<String> add() {
        return List.of("add", "web", "ids", ADDED, "--reason", "salon", "--requester", "T1", "--days", "7");
    }

    private Said run(String... arguments) {
        return run(List.of(arguments));
    }

    private Said run(List<String> arguments) {
        return Verbs.run(options, words(arguments).toArray(String[]::new));
    }

    private Said typed(List<String> arguments, String... lines) {
        return Verbs.typed(options, List.of(lines), words(arguments).toArray(String[]::new));
    }

    private static JsonNode json(Said said) throws Exception {
        return new JsonMapper().readTree(said.out());
    }

    /** As a process on a pseudo-terminal: types each line once its prompt is there. */
    private String atTerminal(List<String> arguments, String... lines) throws Exception {
        RealPeer.require("script");
        Path out = folder.resolve("terminal");
        Process process = new ProcessBuilder("script", "-qefc",
                ShellQuoting.line(line(arguments)), "/dev/null").redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        OutputStream keys = process.getOutputStream();
        int prompts = 0;
        for (String typed : lines) {
            int wanted = ++prompts;
            Await.until("prompt " + wanted, () -> prompts(out) >= wanted || !process.isAlive());
            keys.write(typed.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertTrue(ended, Files.readString(out));
        return Files.readString(out);
    }

    private static long prompts(Path out) throws Exception {
        String text = Files.readString(out, StandardCharsets.ISO_8859_1);
        return text.split("Number of the choice:|(How many|What is) [^\n]*\\?|: r and Enter", -1).length - 1L;
    }

    /** As a process without a terminal. */
    private Said piped(List<String> arguments) throws Exception {
        Process process = new ProcessBuilder(line(arguments)).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()).start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Said(process.exitValue(), Files.readString(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    private List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Duser.home=" + folder, "-cp",
                System.getProperty("java.class.path"), Console.class.getName()));
        line.addAll(words(arguments));
        return line;
    }

    private List<String> words(List<String> arguments) {
        return Stream.of(List.of("whitelist"), arguments,
                List.of("--fleet", folder.resolve("fleet.json").toString(), "--lang", "en")).flatMap(List::stream)
                .toList();
    }
}
