package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.CapabilityProbe;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.DelegatedServer;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is the law: what a delegated account may not do, a real sshd with the example files of
 * {@code installer/server} does not let it do, whatever is sent. Nothing of the console's own rights takes part here.
 */
@Timeout(180)
class DelegatedAccountTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);

    @TempDir
    static Path folder;

    private static DelegatedServer server;
    private static SshHosts hosts;
    private static RemoteHost host;

    @BeforeAll
    static void start() throws Exception {
        server = new DelegatedServer(folder.resolve("server"));
        hosts = hosts(server.authenticator);
        host = hosts.connect(server.sshd.target("acme-web1", server.developer.name()));
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            hosts.close();
            server.close();
        }
    }

    private static SshHosts hosts(SecretSource secrets) throws IOException {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), server.sshd.environment(), secrets, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    private static String read(String path) throws Exception {
        try (InputStream in = host.files().read(path, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CommandResult run(String script, String... arguments) throws Exception {
        return host.run(Command.script(script, arguments));
    }

    /** Neither the content nor a word that there is something. */
    private static void closed(String path) {
        RemoteException e = assertThrows(RemoteException.class, () -> read(path), path);
        assertTrue(e.kind() == Kind.NO_SUCH_FILE || e.kind() == Kind.PERMISSION, path + " " + e.kind());
    }

    @Test
    void itReadsItsOwnLogsAndWorksOnItsSiteWithItsGroup() throws Exception {
        assertEquals("82.64.10.5 acme's own\n", read("/var/log/apache2/access.log"));
        assertEquals("acme's own error\n", run("tail -n 1 /var/log/shared/error.log").text());
        assertEquals(server.developer.name(), host.capabilities().user());
        assertEquals(Boolean.TRUE, host.capabilities().jail());
        host.files().writeAtomically("/home/www/acme/sent.php", "<?php\n".getBytes(StandardCharsets.UTF_8), null);
        assertTrue(run("mkdir /home/www/acme/made && echo >/home/www/acme/made/file").ok());
        for (String made : List.of("sent.php", "made", "made/file")) {
            PosixFileAttributes facts = Files.readAttributes(server.site().resolve(made), PosixFileAttributes.class);
            assertEquals(server.group, facts.group().getName(), made + " inherits the group");
            // What the console itself leaves is read by a supervisor, not worked on.
            assertTrue(
                    made.equals("sent.php") || PosixFilePermissions.toString(facts.permissions()).startsWith("rw", 3),
                    made + " is the group's to write");
        }
    }

    @Test
    void theKeyAloneAndAWrongCodeAreRefused() throws Exception {
        SshTarget target = server.sshd.target("acme-web1", server.developer.name());
        try (SshHosts alone = hosts(SecretSource.NONE)) {
            RemoteException e = assertThrows(RemoteException.class, () -> alone.connect(target).capabilities());
            assertEquals(Kind.AUTHENTICATION, e.kind());
        }
        assertTrue(server.authenticator.asked.stream().allMatch(prompt -> prompt.startsWith("Verification code")),
                server.authenticator.asked.toString());
    }

    @Test
    void anotherClientsLogIsOutOfReachByEveryPath() throws Exception {
        Path foreign = server.base.resolve("clients/bora/apache2/access.log");
        assertEquals(DelegatedServer.FOREIGN + "\n", Files.readString(foreign), "it is there");
        String up = "/..".repeat(12);
        for (String path : List.of(foreign.toString(), up + foreign, "/var/log/apache2/.." + up + foreign,
                "/var/log/apache2/../../bora/apache2/access.log", "/home/www/bora/index.php",
                "/home/www/acme/../bora/index.php", "/proc/1/root" + foreign, "/dev/fd/0", "/etc/shadow",
                "/var/log/shared/bora.log")) {
            closed(path);
        }
        assertTrue(run("ls -1 /var/log/shared").text().contains("bora.log"), "its group alone keeps it");
        assertFalse(run("ls -1 /var/log /home/www /srv 2>&1").text().contains("bora\n"));

        // Links lead nowhere but into the jail, whoever follows them: SFTP, a shell, or the account's own writing.
        assertTrue(
                run("ln -s \"$1\" /home/www/acme/absolute && ln -s \"$2\" /home/www/acme/relative", foreign.toString(),
                        up.substring(1) + foreign).ok());
        closed("/home/www/acme/absolute");
        closed("/home/www/acme/relative");
        closed("/home/www/acme/relative/../access.log");
        for (String script : List.of("cat \"$1\"", "cat /home/www/acme/absolute", "cd / && cd ../../.. && cat \".$1\"",
                "cp /home/www/acme/relative /tmp/x && cat /tmp/x", "ln -L /home/www/acme/absolute /tmp/y; cat /tmp/y",
                "tail -n 1 \"..$1\"", "rsync \"$1\" /tmp/z; cat /tmp/z", "exec 3<\"$1\"; cat <&3",
                "grep -r bora / 2>&1", "find / -name access.log -exec cat {} +")) {
            CommandResult result = run(script, foreign.toString());
            assertFalse(result.text().contains("may read this"), script);
        }
        assertFalse(run("find / -xdev 2>&1").text().contains("bora/"), "nothing in the jail tells of it");
    }

    @Test
    void itHasNoSudoAndNothingThatRaisesRights() throws Exception {
        assertEquals(Boolean.FALSE, host.capabilities().sudo());
        for (String script : List.of("sudo -n id", "/usr/bin/sudo -n id", "su -c id root", "/bin/su -c id", "doas id",
                "chroot / id", "mount --bind / /tmp", "nsenter -t 1 -m id")) {
            CommandResult result = run(script);
            assertFalse(result.ok() || result.text().contains("uid=0"), script);
        }
        // What the account brings along belongs to it, and the mount takes no notice of setuid.
        assertFalse(run("cp /usr/bin/id /home/www/acme/id && chown 0 /home/www/acme/id").ok());
        assertEquals("", run("find / -xdev -perm -4000 -o -xdev -perm -2000 -type f 2>/dev/null").text());
        assertTrue(run("id -u").text().strip().matches("[1-9]\\d*"));
        assertEquals(List.of(), List.of(run("id -Gn").text().strip().split(" ")).stream()
                .filter(List.of("root", "adm", "sudo", "systemd-journal", "www-data")::contains).toList());
    }

    @Test
    void itWritesNowhereButOnItsSite() throws Exception {
        for (String path : List.of("/x", "/etc/passwd", "/usr/bin/sh", "/bin/sh", "/var/log/apache2/new",
                "/var/log/apache2/access.log", "/home/x", "/dev/null2", "/usr/lib/openssh/sftp-server")) {
            RemoteException e = assertThrows(RemoteException.class,
                    () -> host.files().writeAtomically(path, new byte[]{'x'}, null), path);
            assertTrue(e.kind() != Kind.UNREACHABLE, path);
        }
        String log = Files.readString(server.base.resolve("clients/acme/apache2/access.log"));
        for (String script : List.of("echo x >>/var/log/apache2/access.log", "rm -f /var/log/apache2/access.log",
                "mv /etc /tmp/etc", "rm -rf /usr", "chmod 777 /", "touch /var/log/apache2/x")) {
            assertFalse(run(script).ok(), script);
        }
        assertEquals(log, Files.readString(server.base.resolve("clients/acme/apache2/access.log")));
        assertTrue(run("true").ok());
    }

    @Test
    void itIsNoWayThroughToWhatListensOnTheMachine() throws Exception {
        SshTarget door = server.sshd.target("acme-web1", server.developer.name());
        SshTarget behind = new SshTarget("inner", "127.0.0.1", server.sshd.port(), server.sshd.user(), List.of(door));
        RemoteException e = assertThrows(RemoteException.class, () -> hosts.connect(behind).capabilities());
        assertTrue(e.kind() == Kind.UNREACHABLE || e.kind() == Kind.LOST || e.kind() == Kind.CONFIGURATION
                || e.kind() == Kind.PERMISSION, e.kind() + " " + e.getMessage());
        assertTrue(server.sshd.log().contains("refused local port forward"), server.sshd.log());
    }

    @Test
    void takingTheJailDownLeavesWhatIsTheClientsOwn() throws Exception {
        TestAccount second = server.account("tw-developers", server.group);
        String tool = DelegatedServer.EXAMPLES.resolve("tw-jail").toString();
        Path description = Files.writeString(folder.resolve(second.name()),
                "rw " + server.site() + " /home/www/acme\n");
        Path jail = Path.of("/srv/jails", second.name());
        try {
            TestSshd.run(tool, "up", description.toString());
            TestSshd.run(tool, "up", description.toString());
            assertTrue(Files.exists(jail.resolve("home/www/acme/index.php")));
        } finally {
            TestSshd.run(tool, "down", second.name());
        }
        assertFalse(Files.exists(jail));
        assertTrue(Files.exists(server.site().resolve("index.php")));
        for (String wrong : List.of("ro relative /x", "ro /srv/../etc /etc2", "rx /srv /x", "ro /srv /x y",
                "ro /srv/no-such-folder /x")) {
            Files.writeString(description, wrong + "\n");
            assertThrows(IOException.class, () -> TestSshd.run(tool, "up", description.toString()), wrong);
            TestSshd.run(tool, "down", second.name());
        }
        assertThrows(IOException.class, () -> TestSshd.run(tool, "down", "../etc"));
    }

    @Test
    void sudoersLetTheOnCallLookAndTheEngineersWork() throws Exception {
        RealPeer.require("sudo");
        Path example = DelegatedServer.EXAMPLES.resolve("sudoers/tw-console");
        TestSshd.run("visudo", "-cf", example.toString());
        TestAccount oncall = server.account("tw-oncall");
        TestAccount engineer = server.account("tw-engineers");
        server.place(example, Path.of("/etc/sudoers.d", "twt-" + oncall.name()), "r--r-----");
        for (List<String> looks : List.of(List.of("true"), List.of("fail2ban-client", "status"),
                List.of("fail2ban-client", "status", "sshd"), List.of("fail2ban-client", "get", "sshd", "banip",
                        "--with-time"),
                List.of("nft", "-j", "list", "ruleset"), List.of("nginx", "-T"))) {
            assertTrue(may(oncall, looks), looks.toString());
        }
        for (List<String> changes : List.of(List.of("id"), List.of("cat", "/etc/shadow"), List.of("sh", "-c", "id"),
                List.of("fail2ban-client", "set", "sshd", "unbanip", "82.64.10.5"),
                List.of("fail2ban-client", "status", "sshd", "x"), List.of("nft", "flush", "ruleset"),
                List.of("nginx", "-s", "stop"), List.of("nginx", "-T", "-c", "/tmp/x"))) {
            assertFalse(may(oncall, changes), changes.toString());
            assertFalse(may(server.developer, changes), changes.toString());
            assertTrue(may(engineer, changes), changes.toString());
        }
        assertTrue(TestSshd.run("runuser", "-u", engineer.name(), "--", "sudo", "-n", "id", "-u").startsWith("0"));
        assertTrue(tools(oncall).has("nft"), "sudo finds what the path of an account does not hold");
        assertFalse(tools(server.developer).has("nft"));
        assertThrows(IOException.class,
                () -> TestSshd.run("runuser", "-u", server.developer.name(), "--", "sudo", "-n", "true"));
    }

    /** What the console finds out of an account with the path that sshd gives it. */
    private static Capabilities tools(TestAccount account) throws Exception {
        List<String> argv = new java.util.ArrayList<>(
                List.of("runuser", "-u", account.name(), "--", "env", "PATH=/usr/bin:/bin"));
        argv.addAll(CapabilityProbe.command().argv());
        return CapabilityProbe.read(TestSshd.run(argv.toArray(String[]::new)), Instant.now(), Instant.now(), false);
    }

    /** What sudo itself answers: whether it would run the command without asking for a password. */
    private static boolean may(TestAccount account, List<String> words) throws Exception {
        List<String> argv = new java.util.ArrayList<>(
                List.of("runuser", "-u", account.name(), "--", "sudo", "-n", "-l", "--"));
        argv.add(RealPeer.require(words.getFirst()).toString());
        argv.addAll(words.subList(1, words.size()));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
