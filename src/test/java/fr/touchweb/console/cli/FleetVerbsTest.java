package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.ProbedSites;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetVerbsTest {
    private static final Frontend NO_WINDOW = new Frontend() {
        @Override
        public int window(Terminal terminal, WindowOptions options) {
            throw new AssertionError("no window here");
        }

        @Override
        public int tour(Terminal terminal, Path folder, TourOptions options) {
            throw new AssertionError("no tour here");
        }
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path fleet;

    /** This machine under every address, so that a probe tells true facts without a network. */
    private static final Machines HERE = new Machines() {
        @Override
        public RemoteHost open(SshTarget target) {
            return new LocalHost(target.name(), new CommandJournal(Clock.systemUTC()));
        }

        @Override
        public List<Message> notes(SshTarget target) {
            return target.host().equals("127.0.0.1") ? List.of(Message.of("cli.fleet.previewOnly")) : List.of();
        }

        @Override
        public void close() {}
    };

    @BeforeEach
    void document() throws IOException {
        fleet = folder.resolve("fleet.json");
        Files.writeString(fleet, """
                {"version":1,"clients":[{"id":"acme"}],"servers":[
                 {"id":"here","host":"127.0.0.1","client":"acme","role":"production"},
                 {"id":"there","host":"127.0.0.2"}]}""");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(Language.ENGLISH));
        FleetDesk desk = new FleetDesk(ConsoleFolders.in(folder), Clock.systemUTC(), folder, policy -> HERE,
                whole -> new Access(whole, "jdurand", ZoneOffset.UTC),
                new ChangeJournal(folder.resolve("state"), Clock.systemUTC(), "jdurand", "here"),
                policy -> new ProbedSites(Names.SYSTEM, List.of(), policy, new CommandJournal(Clock.systemUTC()),
                        Clock.systemUTC()));
        return new ConsoleCli(terminal, NO_WINDOW, Map.of("fleet", () -> new FleetVerbs(terminal, desk)), arguments)
                .run();
    }

    private List<JsonNode> json() throws IOException {
        JsonMapper mapper = new JsonMapper();
        return mapper.readerFor(JsonNode.class).<JsonNode>readValues(out.toByteArray()).readAll();
    }

    @Test
    void checkSaysEachProblemWithItsPlace() throws IOException {
        assertEquals(ExitCode.OK, run("fleet", "check", fleet.toString()));
        Files.writeString(fleet, "{\"version\":1,\"servers\":[{\"id\":\"a\",\n\"host\":\"-x\",\"port\":0}]}");
        assertEquals(ExitCode.FINDING, run("fleet", "check", fleet.toString(), "--json"));
        assertEquals(List.of("servers[0].host", "servers[0].port"),
                json().stream().map(each -> each.get("path").asText()).toList());
        assertEquals(2, json().get(0).get("line").asInt());
        assertEquals(ExitCode.USAGE, run("fleet", "check", folder.resolve("none.json").toString()));
        assertEquals(ExitCode.USAGE, run("fleet", "list", "--fleet", fleet.toString()));
    }

    @Test
    void listFiltersAndPointsAtAMistake() throws IOException {
        assertEquals(ExitCode.OK, run("fleet", "list", "--fleet", fleet.toString(), "--where", "acme", "--json"));
        assertEquals("here", json().get(0).get("id").asText());
        assertEquals("unknown", json().get(0).get("state").asText());
        assertEquals(1, json().size());
        assertEquals(ExitCode.USAGE, run("fleet", "list", "--fleet", fleet.toString(), "--where", "acme colour:x"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("\n       ^"), err::toString);
        assertEquals(ExitCode.OK, run("fleet", "list", "--fleet", fleet.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("there"));
    }

    @Test
    void probeTellsTrueFactsAndListRemembersThem() throws IOException {
        assertEquals(ExitCode.OK, run("fleet", "probe", "here", "--fleet", fleet.toString(), "--json"));
        JsonNode probe = json().get(0);
        assertEquals(Runtime.getRuntime().availableProcessors(), probe.get("processors").asInt());
        assertTrue(probe.get("kernel").asText().startsWith(System.getProperty("os.name")));
        assertTrue(probe.get("unknown").isObject());
        assertEquals(ExitCode.OK, run("fleet", "list", "--fleet", fleet.toString(), "--where", "os:?", "--json"));
        assertEquals(List.of("there"), json().stream().map(each -> each.get("id").asText()).toList());
        assertEquals(ExitCode.OK, run("fleet", "probe", "here", "--fleet", fleet.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("cat /proc/uptime"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("here: "), "what ssh_config says is told beside it");
        assertEquals(ExitCode.USAGE, run("fleet", "probe", "nowhere", "--fleet", fleet.toString()));
    }

    @Test
    void importShowsFirstAndWritesOnlyWhenTold() throws IOException {
        Path table = folder.resolve("t.csv");
        Files.writeString(table, "server,host\nnew,203.0.113.1\nbad,-x\n");
        assertEquals(ExitCode.FINDING, run("fleet", "import", "csv", table.toString(), "--fleet", fleet.toString()));
        assertFalse(Files.readString(fleet).contains("203.0.113.1"));
        assertEquals(ExitCode.FINDING, run("fleet", "import", "csv", table.toString(), "--into", fleet.toString(),
                "--json"));
        assertEquals(List.of("added", "refused"), json().stream().map(each -> each.get("result").asText()).toList());
        assertTrue(Files.readString(fleet).contains("203.0.113.1"));
        assertEquals(ExitCode.USAGE, run("fleet", "import", "excel", table.toString()));
    }

    @Test
    void whoMayNotEditTheFleetImportsNothingIntoIt() throws IOException {
        Files.writeString(fleet, """
                {"version":1,"servers":[{"id":"here","host":"127.0.0.1","user":"jdurand"},{"id":"other","host":"h"}],
                 "accounts":[{"login":"jdurand","kind":"developer",
                              "grants":[{"servers":["here"],"rights":["logs"]}]}]}""");
        String before = Files.readString(fleet);
        Path table = folder.resolve("t.csv");
        Files.writeString(table, "server,host\nnew,203.0.113.1\n");
        assertEquals(ExitCode.FINDING, run("fleet", "import", "csv", table.toString(), "--into", fleet.toString()));
        assertEquals(before, Files.readString(fleet));
        assertEquals("", out.toString(StandardCharsets.UTF_8), "nor does a preview tell what is there");
    }

    private void delegated() throws IOException {
        Files.writeString(fleet, """
                {"version":1,"clients":[{"id":"acme"},{"id":"bora"}],"servers":[
                 {"id":"acme-web1","host":"192.0.2.1","client":"acme","jump":["door"],
                  "mirror":{"server":"bora-web1","path":"/mirror"}},
                 {"id":"bora-web1","host":"192.0.2.2","client":"bora"},{"id":"door","host":"192.0.2.9"}],
                 "sites":[{"id":"acme-shop","server":"acme-web1"},{"id":"acme-back","server":"acme-web1"}],
                 "accounts":[
                 {"login":"jdurand","kind":"engineer","grants":[{"servers":["acme-web1","bora-web1","door"],
                  "rights":["logs"]}]},
                 {"login":"ext","name":"Extern","kind":"developer","grants":[
                  {"servers":["acme-web1"],"sites":["acme-shop"],"rights":["logs","diagnose"],"until":"2099-01-31",
                   "since":"2026-11-01","purpose":"new theme","grantedBy":"jdurand"}]},
                 {"login":"past","grants":[{"servers":["bora-web1"],"rights":["logs"],"until":"2020-01-01"}]}]}""");
    }

    @Test
    void aDelegatesDocumentHoldsWhatIsDelegatedAndNothingElse() throws Exception {
        delegated();
        assertEquals(0, run("fleet", "delegate", "ext", "--fleet", fleet.toString()), err::toString);
        String written = out.toString(StandardCharsets.UTF_8);
        for (String other : List.of("bora", "jdurand\",", "acme-back", "past", "192.0.2.2")) {
            assertFalse(written.contains(other), other + " in " + written);
        }
        JsonNode document = JsonMapper.builder().build().readTree(written);
        assertEquals(List.of("acme-web1", "door"), document.path("servers").findValuesAsText("id"));
        assertEquals(List.of("acme-shop"), document.path("sites").findValuesAsText("id"));
        Path given = Files.writeString(folder.resolve("given.json"), written);
        assertEquals(0, run("fleet", "check", given.toString()), err::toString);
        assertEquals(1, run("fleet", "delegate", "past", "--fleet", fleet.toString()));
        assertEquals(2, run("fleet", "delegate", "nobody", "--fleet", fleet.toString()));
    }

    @Test
    void theRegisterSaysWhoWhereWhatWhySinceUntilAndByWhom() throws Exception {
        delegated();
        assertEquals(0, run("fleet", "accesses", "--json", "--fleet", fleet.toString()), err::toString);
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(JsonMapper.builder().build().readTree(line));
        }
        assertEquals(3 + 2 + 1, lines.size());
        JsonNode one = lines.stream().filter(line -> line.path("login").asText().equals("ext")).findFirst()
                .orElseThrow();
        assertEquals("{\"login\":\"ext\",\"name\":\"Extern\",\"server\":\"acme-web1\",\"sites\":[\"acme-shop\"],"
                + "\"right\":\"logs\",\"purpose\":\"new theme\",\"since\":\"2026-11-01\",\"until\":\"2099-01-31\","
                + "\"grantedBy\":\"jdurand\"}", one.toString());
        assertEquals(0, run("fleet", "accesses", "--fleet", fleet.toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("new theme"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("passwords that past knew (bora-web1)"),
                err::toString);
    }

    @Test
    void secondFactorsAreListedWithTheirCoverage() throws Exception {
        delegated();
        Files.writeString(fleet, Files.readString(fleet).replace("\"kind\":\"engineer\"",
                "\"kind\":\"engineer\",\"mfa\":\"totp\""));
        assertEquals(1, run("fleet", "factors", "--json", "--fleet", fleet.toString()), err::toString);
        assertEquals("{\"login\":\"jdurand\",\"name\":null,\"mfa\":\"totp\",\"state\":\"mfa\"}",
                out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("1 of 3 (33 %), 2 unknown"), err::toString);
    }

    @Test
    void theHistoryOfAFleetIsForWhoMayEditIt() throws Exception {
        Path csv = Files.writeString(folder.resolve("more.csv"), "id,host\nmore,192.0.2.30\n");
        assertEquals(0, run("fleet", "import", "csv", csv.toString(), "--into", fleet.toString()), err::toString);
        assertEquals(0, run("fleet", "history", "--json", "--fleet", fleet.toString()), err::toString);
        JsonNode line = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals("jdurand here {\"servers\":{\"added\":[\"more\"]}}",
                line.path("person").asText() + " " + line.path("machine").asText() + " " + line.path("entries"));
        assertEquals(0, run("fleet", "history", "--fleet", fleet.toString()), err::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("jdurand  here"));
        delegated();
        Files.writeString(fleet, Files.readString(fleet).replace("\"engineer\"", "\"developer\""));
        assertEquals(1, run("fleet", "history", "--fleet", fleet.toString()));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whoMayNotEditTheFleetHandsNothingOut() throws Exception {
        delegated();
        Files.writeString(fleet, Files.readString(fleet).replace("\"kind\":\"engineer\"", "\"kind\":\"developer\""));
        assertEquals(1, run("fleet", "delegate", "ext", "--fleet", fleet.toString()));
        assertEquals(1, run("fleet", "accesses", "--fleet", fleet.toString()));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
}
