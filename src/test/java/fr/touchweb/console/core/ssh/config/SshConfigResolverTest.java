package fr.touchweb.console.core.ssh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SshConfigResolverTest {
    @TempDir
    Path home;
    private SshEnvironment env;
    private final Map<String, String> variables = new HashMap<>(System.getenv());

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(home.resolve(".ssh/conf.d"));
        env = new SshEnvironment(home, Path.of("/run/agent"), home.resolve("own"), List.of(),
                List.of(home.resolve(".ssh/id_ed25519")), true);
        variables.put("TW_TEST", "value");
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve(".ssh/config"), text.replace("@HOME@", home.toString()));
    }

    private SshConfigResolver real() {
        return new SshConfigResolver(RealPeer.require("ssh"), variables, Instant::now);
    }

    private SshConfigResolver own() {
        return new SshConfigResolver(null, variables, Instant::now);
    }

    private static SshTarget target(String host) {
        return new SshTarget(host, host, null, null, List.of());
    }

    private static String told(ResolvedTarget t) {
        return t.route() + " alias=" + t.hostKeyAlias() + " ids=" + t.identityFiles() + t.identitiesNamed()
                + " only=" + t.identitiesOnly() + " certs=" + t.certificateFiles() + " agent=" + t.agentSocket()
                + " known=" + t.knownHosts() + " revoked=" + t.revokedKeys() + " command=" + t.proxyCommand();
    }

    private static RemoteException refused(SshConfigResolver resolver, SshTarget target, SshEnvironment env) {
        RemoteException e = assertThrows(RemoteException.class, () -> resolver.resolve(target, env));
        assertEquals(RemoteException.Kind.CONFIGURATION, e.kind());
        return e;
    }

    private record Row(String name, String config, List<String> hosts, String expected) {}

    private static final List<Row> ROWS = List.of(
            new Row("nothing", "", List.of("web1", "10.0.0.1", "2001:db8::1"), "@web1:22"),
            new Row("host name, port and user", "Host web1\n HostName 10.1.1.1\n Port 2222\n User bob\n",
                    List.of("web1", "web2"), "bob@10.1.1.1:2222"),
            new Row("equals sign", "Host=web1\nHostName=10.1.1.1\nPort = 2222\nUser =bob\n", List.of("web1"),
                    "bob@10.1.1.1:2222"),
            new Row("case and tabs", "hOsT\tweb1\n\thostname\t10.1.1.1\n\n  # comment\n  PORT 2222 # trailing\n",
                    List.of("web1"), "@10.1.1.1:2222"),
            new Row("quotes", "Host \"web1\"\n User \"bob smith\"\n IdentityFile \"~/.ssh/a key\"\n", List.of("web1"),
                    "bob smith@web1:22"),
            new Row("the first value wins",
                    "Host web1\n Port 1\nHost web*\n Port 2\n User u\nHost *\n Port 3\n User v\n",
                    List.of("web1", "web2", "db"), "u@web1:1"),
            new Row("star first", "Host *\n User all\nHost web1\n User one\n Port 7\n", List.of("web1", "x"),
                    "all@web1:7"),
            new Row("negation", "Host *.corp !bastion.corp\n User corp\nHost !x\n User never\nHost *\n User rest\n",
                    List.of("web1.corp", "bastion.corp", "x", "y"), "corp@web1.corp:22"),
            new Row("question mark", "Host web?\n Port 77\n", List.of("web1", "web12", "web"), "@web1:77"),
            new Row("options before any Host", "User top\nHost web1\n User one\n", List.of("web1", "x"), "top@web1:22"),
            new Row("Include absolute, with a pattern, and inside Host",
                    "Include @HOME@/.ssh/conf.d/*.conf\nHost web2\n Include @HOME@/.ssh/conf.d/inner\n Port 9\n",
                    List.of("web1", "web2", "web3"), "inc@10.9.9.9:22"),
            new Row("%h in HostName", "Host web*\n HostName %h.example.org\n", List.of("web1"),
                    "@web1.example.org:22"),
            new Row("tokens in IdentityFile",
                    "Host web1\n HostName 10.0.0.9\n User bob\n Port 23\n IdentityFile ~/.ssh/%h_%r_%p_%n_%%\n IdentityFile"
                            + " %d/x\n IdentityFile ${TW_TEST}/y\n IdentitiesOnly yes\n CertificateFile ~/.ssh/c-cert.pub\n",
                    List.of("web1"), "bob@10.0.0.9:23"),
            new Row("jump with user and port", "Host web1\n ProxyJump joe@jump.example:2200\n", List.of("web1"),
                    "joe@jump.example:2200 > @web1:22"),
            new Row("jump through an alias keeps its HostName",
                    "Host bastion\n HostName 198.51.100.4\n User jd\n Port 222\nHost web1\n ProxyJump bastion\n",
                    List.of("web1"), "jd@198.51.100.4:222 > @web1:22"),
            new Row("a chain of two, and a jump's own jump",
                    "Host a\n ProxyJump z\nHost web1\n ProxyJump a,b\nHost z\n HostName 1.1.1.1\n", List.of("web1"),
                    "@1.1.1.1:22 > @a:22 > @b:22 > @web1:22"),
            new Row("jump to an IPv6 address", "Host web1\n ProxyJump joe@[2001:db8::5]:2222\n", List.of("web1"),
                    "joe@2001:db8::5:2222 > @web1:22"),
            new Row("jump as a URI", "Host web1\n ProxyJump ssh://joe@b:2222\n", List.of("web1"),
                    "joe@b:2222 > @web1:22"),
            new Row("a jump for all but the bastion", "Host * !bastion\n ProxyJump bastion\n",
                    List.of("web1", "bastion"), "@bastion:22 > @web1:22"),
            new Row("jump none", "Host web1\n ProxyJump none\nHost *\n ProxyJump bastion\n", List.of("web1"),
                    "@web1:22"),
            new Row("command before jump", "Host web1\n ProxyCommand nc -X 5 %h %p\nHost *\n ProxyJump b\n",
                    List.of("web1"), "@web1:22"),
            new Row("agents", "Host web1\n IdentityAgent none\nHost web2\n IdentityAgent /run/%r.sock\nHost web3\n"
                    + " IdentityAgent SSH_AUTH_SOCK\nHost web4\n IdentityAgent \"/run/a b.sock\"\n",
                    List.of("web1", "web2", "web3", "web4"), "@web1:22"),
            new Row("host keys", "Host web1\n HostKeyAlias prod\n UserKnownHostsFile /a/one /b/two\n"
                    + " GlobalKnownHostsFile /c\n StrictHostKeyChecking no\n RevokedHostKeys /d\n", List.of("web1"),
                    "@web1:22"));

    @TestFactory
    Stream<DynamicTest> ourParserAgreesWithTheRealSsh() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> {
            Files.writeString(home.resolve(".ssh/conf.d/a.conf"), "Host web1\n HostName 10.9.9.9\n User inc\n");
            Files.writeString(home.resolve(".ssh/conf.d/b.conf"), "Host web1\n User late\nHost web3\n Port 33\n");
            Files.writeString(home.resolve(".ssh/conf.d/.hidden.conf"), "Host web3\n Port 34\n");
            Files.writeString(home.resolve(".ssh/conf.d/inner"), "Host web*\n User inner\n");
            config(row.config());
            SshConfigResolver real = real();
            SshConfigResolver own = own();
            String me = System.getProperty("user.name");
            String first = row.expected().startsWith("@") ? me + row.expected() : row.expected();
            assertEquals(first.replace("> @", "> " + me + "@"),
                    own.resolve(target(row.hosts().getFirst()), env).route());
            for (String host : row.hosts()) {
                assertEquals(told(real.resolve(target(host), env)), told(own.resolve(target(host), env)), host);
            }
        }));
    }

    @Test
    void explicitValuesWinOverTheConfiguration() throws Exception {
        config("Host web1\n HostName 10.0.0.1\n Port 2222\n User bob\n ProxyJump other\n");
        SshTarget jump = new SshTarget("b", "bastion", 24, "jd", List.of());
        for (SshConfigResolver resolver : List.of(real(), own())) {
            assertEquals("jd@bastion:24 > me@10.0.0.1:23",
                    resolver.resolve(new SshTarget("w", "web1", 23, "me", List.of(jump)), env).route());
        }
    }

    @Test
    void theLabDoesNotReadThePersonsConfiguration() throws Exception {
        config("Host web1\n HostName 10.0.0.1\n");
        SshEnvironment lab = new SshEnvironment(home, null, home.resolve("own"), List.of(), List.of(), false);
        ResolvedTarget resolved = real().resolve(new SshTarget("w", "web1", 2022, "demo", List.of()), lab);
        assertEquals("demo@web1:2022", resolved.route());
        assertEquals(List.of(home.resolve("own")), resolved.knownHosts());
    }

    @Test
    void namesThatSshWouldTakeForOptionsAreRefused() throws Exception {
        for (String host : List.of("-oProxyCommand=touch x", "", "a b", "a\nb")) {
            refused(real(), target(host), env);
        }
        refused(real(), new SshTarget("w", "web1", null, "-x", List.of()), env);
        refused(real(), new SshTarget("w", "web1", 70000, null, List.of()), env);
        config("Host web1\n ProxyJump -oProxyCommand=x\n");
        refused(own(), target("web1"), env);
    }

    @Test
    void aBrokenFileIsToldInSshsOwnWords() throws Exception {
        config("Host web1\n NoSuchOption yes\n");
        RemoteException e = refused(real(), target("web1"), env);
        assertTrue(new Texts(Language.ENGLISH).get(e.text()).toLowerCase().contains("nosuchoption"));
    }

    @Test
    void jumpsThatGoRoundAreRefused() throws Exception {
        config("Host a\n ProxyJump b\nHost b\n ProxyJump a\n");
        refused(real(), target("a"), env);
        refused(own(), target("a"), env);
        config("Host *\n ProxyJump bastion\n");
        refused(real(), target("web1"), env);
        refused(own(), target("web1"), env);
    }

    @Test
    void matchIsUnderstoodBySshAndToldByUs() throws Exception {
        config("Match host web1\n User matched\nMatch all\n Port 99\n");
        assertEquals("matched@web1:99", real().resolve(target("web1"), env).route());
        ResolvedTarget own = own().resolve(target("web1"), env);
        assertEquals(99, own.port());
        assertTrue(own.notes().contains(Message.of("ssh.config.match", home.resolve(".ssh/config") + ":1")),
                own.notes()::toString);
    }

    @Test
    void aliasesForTheImport() throws Exception {
        config("Host web1 web2\nHost *.corp\nHost !x\nInclude conf.d/*\nMatch all\n");
        Files.writeString(home.resolve(".ssh/conf.d/more"), "Host db1\n");
        SshConfigFile file = SshConfigFile.read(List.of(home.resolve(".ssh/config")), home);
        assertEquals(List.of("web1", "web2", "db1"), file.aliases());
    }

    @Test
    void anUnknownTokenIsANoteNotAWrongFile() throws Exception {
        config("Host web1\n IdentityFile ~/.ssh/%Q\n IdentityFile ~/.ssh/ok\n");
        ResolvedTarget resolved = own().resolve(target("web1"), env);
        assertEquals(List.of(home.resolve(".ssh/ok")), resolved.identityFiles());
        assertTrue(resolved.notes().contains(Message.of("ssh.config.token", "~/.ssh/%Q")));
    }

    @Test
    void anAliasIsLookedUpWithoutPort() throws Exception {
        config("Host web1\n HostKeyAlias prod\n Port 2222\nHost web2\n Port 2222\n IdentityAgent none\n");
        ResolvedTarget aliased = real().resolve(target("web1"), env);
        assertEquals("prod:22", aliased.lookupHost() + ":" + aliased.lookupPort());
        ResolvedTarget plain = real().resolve(target("web2"), env);
        assertEquals("web2:2222", plain.lookupHost() + ":" + plain.lookupPort());
        assertNull(plain.agentSocket());
        assertEquals(env.identities(), plain.identityFiles());
    }

    /** A program that counts its calls shows the cache: a minute, or until the file changes. */
    @Test
    void answersAreKeptForAMinuteOrUntilTheFileChanges() throws Exception {
        Path calls = home.resolve("calls");
        Path fake = home.resolve("ssh");
        Files.writeString(fake, "#!/bin/sh\necho x >> '" + calls + "'\necho hostname counted\necho port 22\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
        SshConfigResolver resolver = new SshConfigResolver(fake, variables, now::get);
        List<Integer> counts = new ArrayList<>();
        config("");
        resolver.resolve(target("web1"), env);
        resolver.resolve(target("web1"), env);
        counts.add(Files.readAllLines(calls).size());
        now.set(now.get().plus(Duration.ofSeconds(61)));
        resolver.resolve(target("web1"), env);
        counts.add(Files.readAllLines(calls).size());
        config("# changed");
        Files.setLastModifiedTime(home.resolve(".ssh/config"),
                java.nio.file.attribute.FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        resolver.resolve(target("web1"), env);
        counts.add(Files.readAllLines(calls).size());
        assertEquals(List.of(1, 2, 3), counts);
    }
}
