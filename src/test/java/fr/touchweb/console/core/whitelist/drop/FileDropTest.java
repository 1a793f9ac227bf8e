package fr.touchweb.console.core.whitelist.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.drop.DropFolder;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestJail;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delegate in a chroot with nothing but SFTP, and the reference supervisor on the other side. */
class FileDropTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 15_000,
            30_000, 90_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);
    private static final Path SUPERVISOR = Path.of("installer/server/tw-supervisor");

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private TestAccount account;
    private TestJail jail;
    private TestSshd sshd;
    private SshHosts hosts;
    private Path api;
    private Path list;
    private Path store;
    private FileDrop drop;

    @BeforeEach
    void start() throws Exception {
        RealPeer.require("python3");
        account = TestAccount.create("/bin/sh");
        jail = TestJail.create();
        api = Files.createDirectories(jail.root().resolve("www/acme/tw_supervisor/api"));
        TestSshd.run("chown", account.name(), api.toString());
        sshd = TestSshd.with().option("Subsystem", "sftp internal-sftp").block("Match User " + account.name(),
                "ChrootDirectory " + jail.root(), "ForceCommand internal-sftp", "PermitTTY no")
                .start(folder.resolve("sshd"));
        hosts = new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
        RemoteHost host = hosts.connect(sshd.target("web", account.name()));
        drop = new FileDrop(host, "/www/acme/tw_supervisor/api", Duration.ofSeconds(120), clock);
        list = Files.writeString(folder.resolve("allow.conf"), "deny all;\n");
        store = folder.resolve("store");
        Files.writeString(folder.resolve("supervisor.json"),
                """
                        { "version": 1, "store": "%s", "folders": [ { "api": "%s", "scope": "backoffice", "budget": 2, "maxDays": 30,
                          "rights": { "%s": [ "unban", "whitelist-add", "whitelist-remove" ] },
                          "list": { "file": "%s", "line": "allow {};", "validate": [ "sh", "-c", "! grep -q WRONG %s" ],
                                    "reload": [ "cp", "%s", "%s" ] },
                          "unban": [ "sh", "-c", "echo $0 >> %s", "{}" ] } ] }
                        """
                        .formatted(store, api, account.name(), list, list, list, folder.resolve("running"),
                                folder.resolve("unbanned")));
    }

    @AfterEach
    void end() throws Exception {
        hosts.close();
        sshd.close();
        account.close();
        jail.close();
    }

    @Test
    void aDelegateWithoutSudoIsLetInThroughTheSupervisor() throws Exception {
        DropFolder.Request request = drop.add(entry("82.64.10.5"));
        assertInstanceOf(DropState.Pending.class, drop.state(request));
        clock.pass(Duration.ofSeconds(120));
        assertInstanceOf(DropState.NotTaken.class, drop.state(request), "nobody took it within two minutes");
        supervise();
        assertEquals(new DropState.Done(), drop.state(request));
        assertTrue(Files.readString(list).contains("\nallow 82.64.10.5;\ndeny all;\n"), Files.readString(list));
        assertEquals(Files.readString(list), Files.readString(folder.resolve("running")), "the daemon was reloaded");
        Entry made = register().entries().getFirst();
        assertEquals(account.name(), made.author(), "the owner of the file is the identity");
        assertEquals(Entry.State.ACTIVE, made.state());

        DropFolder.Request range = drop.add(entry("90.112.5.0/28"));
        DropFolder.Request second = drop.add(entry("82.64.10.6"));
        DropFolder.Request third = drop.add(entry("82.64.10.7"));
        supervise();
        assertInstanceOf(DropState.Waiting.class, drop.state(range), "a range takes a second person");
        List<DropState> singles = List.of(drop.state(second), drop.state(third));
        assertTrue(singles.stream().anyMatch(DropState.Waiting.class::isInstance), "more than the budget: " + singles);
        assertFalse(Files.readString(list).contains("90.112"));

        DropFolder.Request removed = drop.remove(made.id());
        DropFolder.Request unban = drop.unban(Cidr.of("82.64.10.9"));
        supervise();
        assertEquals(List.of(new DropState.Done(), new DropState.Done()),
                List.of(drop.state(removed), drop.state(unban)));
        assertFalse(Files.readString(list).contains("82.64.10.5"));
        assertEquals("82.64.10.9\n", Files.readString(folder.resolve("unbanned")));
    }

    @Test
    void theSupervisorRefusesWithTheReasonAndFollowsNothing() throws Exception {
        DropFolder.Request wide = drop.add(entry("90.112.0.0/16"));
        DropFolder.Request inner = drop.add(entry("10.1.2.3"));
        DropFolder.Request foreign = drop.remove("e000000000000");
        Path secret = Files.writeString(folder.resolve("secret"), "root's\n");
        Files.createSymbolicLink(api.resolve("unban.link.json"), secret);
        Path root = Files.writeString(api.resolve("unban.root.json"), "{\"version\":1,\"address\":\"82.64.10.9\"}");
        Files.createLink(api.resolve("unban.twice.json"), Files.writeString(api.resolve("mine"), "{}"));
        Files.writeString(api.resolve("unban.torn.json"), "{\"version\":1,\"addr");
        TestSshd.run("chown", account.name(), api.resolve("unban.torn.json").toString());
        supervise();
        assertEquals("the range is too wide", assertInstanceOf(DropState.Refused.class, drop.state(wide)).reason());
        assertEquals("no visitor of the Internet comes from there",
                assertInstanceOf(DropState.Refused.class, drop.state(inner)).reason());
        assertInstanceOf(DropState.Refused.class, drop.state(foreign));
        assertEquals("root's\n", Files.readString(secret));
        assertFalse(Files.exists(folder.resolve("unbanned")), "root has no rights here, and a link is not followed");
        assertTrue(Files.readString(api.resolve("root.state")).contains("root may not unban here"));
        assertFalse(Files.exists(root));
        assertTrue(Files.exists(api.resolve("unban.twice.json")), "a file with a second name is left alone");
        assertTrue(Files.readString(api.resolve("torn.state")).contains("refused"));
        assertEquals("deny all;\n", Files.readString(list));

        Files.writeString(list, "WRONG already\n");
        DropFolder.Request broken = drop.add(entry("82.64.10.5"));
        supervise();
        assertInstanceOf(DropState.Refused.class, drop.state(broken));
        assertEquals("WRONG already\n", Files.readString(list));
        assertTrue(Files.notExists(store.resolve("register.json")) || register().entries().isEmpty());
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().startsWith(".tw.")));
        }
    }

    private Register register() throws Exception {
        return Register.read("test", Files.readAllBytes(store.resolve("register.json")));
    }

    private Entry entry(String cidr) {
        Instant now = clock.instant();
        return new Entry("e1", Scope.BACKOFFICE, null, Cidr.of(cidr), Entry.Kind.PERSON, "accès à la boutique",
                "ticket 4711", account.name(), null, now, now.plus(Duration.ofDays(7)), Entry.State.ACTIVE, 0, null,
                0);
    }

    /** One look of the supervisor, as its service takes it every twenty seconds. */
    private void supervise() throws Exception {
        Files.setPosixFilePermissions(SUPERVISOR, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process process = new ProcessBuilder("python3", "-B", SUPERVISOR.toString(),
                folder.resolve("supervisor.json").toString(), "--once").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }
}
