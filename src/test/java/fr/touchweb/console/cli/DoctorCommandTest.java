package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestAgent;
import fr.touchweb.console.support.TestKeyring;
import fr.touchweb.console.support.TestSshd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The doctor on a bare machine, and on one with an agent and a manager that really answer. */
class DoctorCommandTest {
    private static final Finding SCREEN = Finding.good("display", Message.of("cli.doctor.display", 1440, 900, "1.0"));

    @TempDir
    private Path folder;

    private record Answer(int exit, Map<String, List<JsonNode>> findings) {
        String text(String check) {
            return findings.get(check).getFirst().path("text").asText();
        }

        String state(String check) {
            return findings.get(check).getFirst().path("state").asText();
        }
    }

    private Answer ask(SshEnvironment ssh) throws Exception {
        return ask(ssh, Map.of());
    }

    private Answer ask(SshEnvironment ssh, Map<String, String> environment, String... arguments)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new Texts(Language.ENGLISH));
        ConsoleOptions options = new ConsoleOptions(ConsoleFolders.in(folder), ssh, environment, "somebody", "test",
                Clock.systemUTC(), null, null, null, SecretSource.NONE, HostKeyAsker.NOBODY, Names.SYSTEM, List.of());
        DoctorCommand doctor = new DoctorCommand(terminal, () -> List.of(SCREEN), new Services(terminal, options));
        int exit = new CommandLine(doctor).setResourceBundle(new HelpTexts(terminal.texts()))
                .execute(Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray(String[]::new));
        terminal.flush();
        Map<String, List<JsonNode>> findings = new LinkedHashMap<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode finding = new JsonMapper().readTree(line);
            assertEquals(finding.path("state").asText().equals("good"), finding.path("advice").isMissingNode(), line);
            findings.computeIfAbsent(finding.path("check").asText(), name -> new java.util.ArrayList<>()).add(finding);
        }
        return new Answer(exit, findings);
    }

    @Test
    void whatABareMachineLacksIsToldWithWhatToDo() throws Exception {
        Path deaf = folder.resolve("no-such-agent");
        Answer bare = ask(new SshEnvironment(folder, null, folder.resolve("own"), List.of(), List.of(), false));
        assertEquals(ExitCode.FINDING, bare.exit());
        for (String check : List.of("agent", "known_hosts", "vault", "fleet", "ssh")) {
            assertEquals("attention", bare.state(check), check);
        }
        assertEquals("good", bare.state("versions"));
        assertEquals("good", bare.state("keyring"), "the policy wants none");
        Files.writeString(folder.resolve("own"), "one.test ssh-ed25519 torn\n");
        Answer torn = ask(new SshEnvironment(folder, deaf, folder.resolve("own"), List.of(), List.of(), false));
        assertEquals("unknown", torn.state("agent"));
        assertEquals("attention", torn.state("known_hosts"));
    }

    @Test
    void theKeyringOfTheSessionIsReallyAsked() throws Exception {
        Path settings = ConsoleFolders.in(folder).settings();
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/keyring.json"),
                "{\"version\":1,\"base\":\"lab\",\"vault\":{\"keyring\":true}}");
        SshEnvironment ssh = new SshEnvironment(folder, null, folder.resolve("own"), List.of(), List.of(), false);
        try (TestKeyring session = TestKeyring.start(folder.resolve("session"))) {
            Answer answer = ask(ssh, session.environment(), "--profile", "keyring");
            assertEquals("the session's keyring answers", answer.text("keyring"));
        }
        assertEquals("attention", ask(ssh, Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("none")),
                "--profile", "keyring").state("keyring"));
    }

    @Test
    void anAgentAndManagersAreReallyAsked() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestAgent agent = TestAgent.start(folder)) {
            SshEnvironment known = sshd.environment();
            SshEnvironment ssh = new SshEnvironment(known.home(), agent.socket(), known.ownKnownHosts(),
                    known.knownHosts(), known.identities(), false);
            Files.createDirectories(ConsoleFolders.in(folder).settings());
            Files.writeString(ConsoleFolders.in(folder).settings().resolve("fleet.json"), """
                    {"version":1,"servers":[
                     {"id":"manager","role":"manager","host":"127.0.0.1","port":%d,"user":"%s"},
                     {"id":"gone","role":"manager","host":"127.0.0.1","port":1,"user":"%s"}]}""".formatted(sshd.port(),
                    sshd.user(), sshd.user()));
            Answer empty = ask(ssh);
            assertEquals("attention", empty.state("agent"));
            assertEquals("good", empty.state("known_hosts"));
            assertEquals("good", empty.state("fleet"));
            assertEquals(List.of("good", "attention"), empty.findings().get("manager").stream()
                    .map(finding -> finding.path("state").asText()).toList());
            agent.add(known.identities().getFirst());
            Answer loaded = ask(ssh);
            assertEquals("good", loaded.state("agent"));
            assertTrue(loaded.findings().get("agent").getFirst().path("text").asText().startsWith("one key"));
        }
    }
}
