package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultException;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.journal.JournalExport;
import fr.touchweb.console.core.journal.JournalWords;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.SecretWatch;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestMariaDb;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestTotp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Marked secrets enter wherever a person gives one: passphrase of a key, password of a bastion, password and one-time code
 * at the prompts of a server behind it, login of a database, login in an address, vault. Then they are looked for where
 * they could come out. Each is seen to have arrived where it belongs, so that a search that finds nothing says something.
 */
@Timeout(240)
class PlantedSecretsTest {
    private static final String PASSPHRASE = "planted-passphrase-Kq7";
    private static final String DATABASE = "planted-database-Zt4";
    private static final String LINK = "planted-link-Wx9u";
    private static final String TORN_LINK = "planted-torn/link-Pb3";
    private static final String WRONG = "planted-mistyped-Hn6";
    private static final String VAULT = "planted vault password Rm2";

    @TempDir
    static Path folder;

    private static final Map<String, Boolean> loggedIn = new ConcurrentHashMap<>();
    private static TestAccount gate;
    private static TestAccount reader;
    private static TestTotp totp;
    private static TestSshd bastion;
    private static TestSshd inner;
    private static TestMariaDb database;
    private static HttpServer site;
    private static int databasePort;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Person person = new Person();
    private Instant start = Instant.EPOCH;
    private SecretWatch watch;

    /** Gives what is asked for; a password may be mistyped first. */
    private static final class Person implements SecretSource {
        private boolean mistypes;

        @Override
        public char @Nullable [] password(SshTarget target, boolean again) {
            return mistypes ? again ? null : WRONG.toCharArray() : gate.password();
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) {
            return PASSPHRASE.toCharArray();
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> prompts) {
            try {
                List<char[]> answers = new ArrayList<>();
                for (Prompt prompt : prompts) {
                    answers.add(prompt.text().contains("OATH") ? totp.code().toCharArray() : reader.password());
                }
                return answers;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeAll
    static void servers() throws Exception {
        gate = TestAccount.create("/bin/sh");
        reader = TestAccount.create("/bin/sh");
        totp = new TestTotp(folder.resolve("oath"), reader.name());
        bastion = TestSshd.with().option("PasswordAuthentication", "yes").option("PubkeyAuthentication", "no")
                .start(folder.resolve("bastion"));
        inner = TestSshd.with()
                .pam(totp.service("auth required pam_unix.so nodelay"))
                .option("AuthenticationMethods", "publickey,keyboard-interactive")
                .option("KbdInteractiveAuthentication", "yes").start(folder.resolve("inner"));
        Path key = folder.resolve("protected");
        TestSshd.run("ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-f", key.toString());
        Files.copy(Path.of(key + ".pub"), inner.authorizedKeys(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(bastion.knownHosts(), Files.readString(inner.knownHosts()), StandardOpenOption.APPEND);
        Path logs = Files.createDirectories(Path.of("/tmp/twt-planted-" + bastion.port()));
        Path keys = Files.writeString(folder.resolve("keys"), "1;" + "0123456789abcdef".repeat(4) + "\n");
        databasePort = TestSshd.freePort();
        database = TestMariaDb.start(logs.resolve("mysql-bin"), "--plugin-load-add=file_key_management",
                "--file-key-management-filename=" + keys, "--encrypt-binlog=ON", "--binlog-format=ROW",
                "--skip-networking=0", "--bind-address=127.0.0.1", "--port=" + databasePort);
        database.sql("CREATE DATABASE shop; CREATE USER reader@'%' IDENTIFIED BY '" + DATABASE
                + "'; GRANT SELECT, REPLICATION SLAVE ON *.* TO reader@'%'");
        database.flushLog();
        database.sql("USE shop; CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        site();
        Path settings = ConsoleFolders.in(folder.resolve("console")).settings();
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/quick.json"),
                "{\"version\":1,\"base\":\"lab\",\"requests\":{\"pauseMillis\":0}}");
        Files.writeString(folder.resolve("fleet.json"), """
                {"version":1,"servers":[{"id":"bastion","role":"bastion","host":"127.0.0.1","port":%d,"user":"%s"},
                 {"id":"web","host":"127.0.0.1","port":%d,"user":"%s","jump":["bastion"],"binlogs":"%s/mysql-bin*"}]}"""
                .formatted(bastion.port(), gate.name(), inner.port(), reader.name(), logs));
    }

    /** A preproduction behind a login, which redirects to an address that holds the login too. */
    private static void site() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String wanted = "Basic " + Base64.getEncoder()
                .encodeToString(("jdurand:" + LINK).getBytes(StandardCharsets.UTF_8));
        site.createContext("/", exchange -> {
            boolean right = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            loggedIn.put(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")).contains("curl")
                    ? "from the server"
                    : "from here", right || loggedIn.containsValue(true));
            if (right && exchange.getRequestURI().getPath().equals("/")) {
                exchange.getResponseHeaders().set("Location",
                        "http://jdurand:" + LINK + "@shop.test:" + site.getAddress().getPort() + "/home");
            }
            byte[] body = "page".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(!right ? 401 : exchange.getRequestURI().getPath().equals("/") ? 302 : 200,
                    body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.stop(0);
        }
        for (AutoCloseable one : new AutoCloseable[]{database, inner, bastion, totp, reader, gate}) {
            if (one != null) {
                one.close();
            }
        }
        if (bastion != null) {
            TestSshd.run("rm", "-rf", "/tmp/twt-planted-" + bastion.port());
        }
    }

    @BeforeEach
    void plant() {
        start = Instant.now().minusSeconds(1);
        watch = new SecretWatch();
        watch.plant("passphrase", PASSPHRASE);
        watch.plant("password of the bastion", String.valueOf(gate.password()));
        watch.plant("password at the prompt", String.valueOf(reader.password()));
        watch.plant("password of the database", DATABASE);
        watch.plant("password in an address", LINK);
        watch.plant("password of two parts in an address", TORN_LINK);
        watch.plant("its first part", TORN_LINK.substring(0, TORN_LINK.indexOf('/')));
        watch.plant("mistyped password", WRONG);
        watch.plant("password of the vault", VAULT);
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    private ConsoleOptions options() throws Exception {
        SshEnvironment ssh = new SshEnvironment(folder.resolve("home"), null, folder.resolve("own_known_hosts"),
                List.of(bastion.knownHosts()), List.of(folder.resolve("protected")), false);
        Names names = (host, port) -> List.of(new InetSocketAddress("127.0.0.1", port));
        return new ConsoleOptions(ConsoleFolders.in(folder.resolve("console")), ssh, Map.of(), "jdurand", "desk",
                Clock.systemUTC(), folder.resolve("fleet.json").toString(), "quick", null, person,
                HostKeyAsker.NOBODY, names, List.of());
    }

    /** Runs a verb and looks at what it said. */
    private int run(String in, String... arguments) throws Exception {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(Language.FRENCH));
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--fleet") && !all.contains("check")) {
            all.addAll(List.of("--fleet", folder.resolve("fleet.json").toString()));
        }
        all.addAll(List.of("--profile", "quick"));
        int code = new ConsoleCli(terminal, new Frontend() {
            @Override
            public int window(Terminal where, WindowOptions with) {
                throw new IllegalStateException("no window");
            }

            @Override
            public int tour(Terminal where, Path into, TourOptions options) {
                throw new IllegalStateException("no tour");
            }
        }, new Services(terminal, options()).groups(), all.toArray(String[]::new)).run();
        watch.look("output of " + arguments[0] + " " + arguments[1], out.toByteArray());
        watch.look("words of " + arguments[0] + " " + arguments[1], err.toByteArray());
        return code;
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    /** What is left when everything is done, and that the watch saw something at all. */
    private void nothingCameOut() throws Exception {
        Path console = folder.resolve("console");
        watch.lookInto("folders of the console", console, Instant.EPOCH);
        watch.lookInto("home", Files.createDirectories(folder.resolve("home")), Instant.EPOCH);
        watch.lookInto("temporary files", Path.of("/tmp"), start, folder, database.socket().getParent());
        watch.lookInto("home on the server", reader.home(), start);
        watch.lookInto("home on the bastion", gate.home(), start);
        watch.look("log of the server", inner.log());
        watch.look("log of the bastion", bastion.log());
        assertEquals(Set.of(), watch.seen());
        String mark = watch.plant("control", "planted-control-Uy5k");
        Process shown = new ProcessBuilder("sh", "-c", "read x; : " + mark).start();
        Await.until("the watch sees what any person would", () -> !watch.seen().isEmpty());
        shown.getOutputStream().close();
        shown.waitFor();
        assertTrue(watch.rounds() > 3);
    }

    @Test
    void whatVerbsAreGivenStaysWithThem() throws Exception {
        assertEquals(ExitCode.OK, run(DATABASE + "\n", "binlog", "transactions", "web:" + database.flushLog(),
                "--database-user", "reader", "--database-socket", "127.0.0.1:" + databasePort, "--password-stdin",
                "--json"), this::said);
        assertTrue(said().contains("\"insert\":2"), "the server decrypted its log: " + said());
        assertTrue(inner.log().contains("Accepted keyboard-interactive/pam for " + reader.name()), "both factors");
        assertTrue(bastion.log().contains("Accepted password for " + gate.name()));
        String address = "http://jdurand:" + LINK + "@shop.test:" + site.getAddress().getPort() + "/";
        loggedIn.clear();
        assertEquals(ExitCode.OK, run("", "diagnose", "redirect", address, "--json"), this::said);
        assertEquals(ExitCode.OK, run("", "diagnose", "redirect", address), this::said);
        assertEquals(Boolean.TRUE, loggedIn.get("from here"));
        run("", "diagnose", "redirect", address, "--via", "web", "--address", "127.0.0.1", "--json");
        run("", "diagnose", "cache", address, "--json");
        run("", "diagnose", "ban", address, "--json");
        Path rows = Files.writeString(folder.resolve("rows.csv"), "url,expected\n" + address + "," + address + "home\n"
                + "http://jdurand:" + TORN_LINK + "@shop.test/,/x\n");
        run("", "diagnose", "redirect", "--batch", rows.toString(), "--json");
        run("", "diagnose", "redirect", "--batch", rows.toString());
        nothingCameOut();
    }

    @Test
    void whatVerbsRefuseIsNotRepeated() throws Exception {
        for (String address : List.of("http://jdurand:" + TORN_LINK + "@shop.test/", "ftp://jdurand:" + LINK + "@h/",
                "http://jdurand:" + LINK + "@sh op/", "https://jdurand:" + LINK + "@:99999/")) {
            for (String verb : List.of("redirect", "ban")) {
                assertEquals(ExitCode.USAGE, run("", "diagnose", verb, address), this::said);
            }
        }
        for (String url : List.of("ftp://jdurand:" + LINK + "@h/", "https://jdurand:" + LINK + "@h h/",
                "https://jdurand:" + TORN_LINK + "@h/")) {
            Path bad = Files.writeString(folder.resolve("bad.json"),
                    "{\"version\":1,\"servers\":[{\"id\":\"a\",\"host\":\"h\"}],"
                            + "\"sites\":[{\"id\":\"s\",\"server\":\"a\",\"url\":\"" + url + "\"}]}");
            assertEquals(ExitCode.FINDING, run("", "fleet", "check", bad.toString()), this::said);
        }
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"version\":1,\"servers\":[{\"id\":\"a\","
                + "\"host\":\"h\",\"password\":\"" + LINK + "\"}]}");
        assertEquals(ExitCode.FINDING, run("", "fleet", "check", bad.toString()), this::said);
        for (String place : List.of("sftp://jdurand:" + LINK + "@h/fleet.json", "sftp://jdurand:" + LINK + "@h h/x",
                "sftp://jdurand:" + TORN_LINK + "@h/f.json")) {
            assertEquals(ExitCode.USAGE, run("", "fleet", "list", "--fleet", place), this::said);
        }
        person.mistypes = true;
        assertEquals(ExitCode.REMOTE, run("", "binlog", "list", "web"), this::said);
        assertTrue(bastion.log().contains("Failed password for " + gate.name()));
        Files.delete(folder.resolve("bad.json"));
        nothingCameOut();
    }

    @Test
    void theVaultAnswersAndItsFileTellsNothing() throws Exception {
        String code = "planted-vault-link-Gd8";
        watch.plant("secret in the vault", code);
        SshTarget target = new SshTarget("bastion", "127.0.0.1", bastion.port(), gate.name(), List.of());
        person.mistypes = true;
        try (Assembly core = new Assembly(options())) {
            core.vault().create(VAULT.toCharArray(), new Hardening(8, 1, 1));
            Vault vault = core.vault().vault().orElseThrow();
            vault.put("password " + gate.name() + "@127.0.0.1:" + bastion.port(), VaultItem.Kind.PASSWORD, gate.name(),
                    "", gate.password());
            vault.put("preproduction", VaultItem.Kind.LINK, "jdurand", "", code.toCharArray());
            core.changes().append("console", "vault-keep", vault.items().toString(), "done");
            assertEquals(gate.name() + "\n", core.host(target).run(Command.of("id", "-un")).text());
            vault.changePassword(VAULT.toCharArray(), WRONG.toCharArray(), new Hardening(8, 1, 1));
            core.lock();
            core.ssh().disconnect("bastion");
            List<Exception> failures = List.of(
                    assertThrows(VaultException.class, () -> core.vault().open(VAULT.toCharArray())),
                    assertThrows(RemoteException.class, () -> core.host(target).run(Command.of("true"))),
                    assertThrows(IllegalStateException.class, () -> vault.secret("preproduction")));
            for (Exception failure : failures) {
                watch.look("report of a fault", Errors.details(Errors.code(failure), failure));
            }
            core.commands().entries().forEach(entry -> watch.look("record of a command", entry.toString()));
            assertTrue(core.commands().entries().stream().anyMatch(entry -> entry.line().contains("id -un")));
            for (JournalExport form : JournalExport.values()) {
                Path file = folder.resolve("export");
                assertTrue(core.changes().export(JournalWords.ALL, form, file) > 0);
                watch.look("export of the journal", Files.readAllBytes(file));
            }
            watch.look("words of objects", core.secrets() + " " + core.vault().items() + " " + vault + " " + person);
        }
        nothingCameOut();
    }
}
