package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinlogCommandTest {
    private static final Path SAMPLES = Path.of("../shared/data/mysql-binlog/made-here");

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] input = {};

    private final BinlogAccess access = new BinlogAccess() {
        @Override
        public RemoteHost host(CommonOptions options, String server) throws UsageException {
            if (!server.equals("db1")) {
                throw new UsageException(Message.of("cli.noSuchServer", server));
            }
            return new LocalHost(server, new CommandJournal(Clock.systemUTC()));
        }

        @Override
        public String pattern(CommonOptions options, String server) {
            return folder + "/mysql-bin*";
        }

        @Override
        public RemoteHost localHost(CommonOptions options) {
            return new LocalHost("local", new CommandJournal(Clock.systemUTC()));
        }

        @Override
        public BinlogPolicy policy(CommonOptions options) throws IOException {
            return new Policies(folder).load("tw").binlog();
        }

        @Override
        public void close() {}
    };

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new ByteArrayInputStream(input), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), new Texts(Language.ENGLISH));
        Frontend none = new Frontend() {
            @Override
            public int window(Terminal on, WindowOptions options) {
                return ExitCode.USAGE;
            }

            @Override
            public int tour(Terminal on, Path to, TourOptions options) {
                return ExitCode.USAGE;
            }
        };
        return new ConsoleCli(terminal, none, Map.of("binlog", () -> BinlogCommand.of(terminal, access)), arguments)
                .run();
    }

    private List<JsonNode> json() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Path sample(String name) {
        Path sample = SAMPLES.resolve(name);
        assumeTrue(Files.exists(sample), "no " + sample + " here");
        return sample;
    }

    @Test
    void listTellsSpansAndGaps() throws IOException {
        for (int number : List.of(7, 8, 11)) {
            Files.copy(sample("m1011/01-basic-row.bin"), folder.resolve("mysql-bin.%06d".formatted(number)));
        }
        Files.write(folder.resolve("mysql-bin.000012"), Files.readAllBytes(sample("my80/22-encrypted.bin")));
        assertEquals(0, run("binlog", "list", "--json", "db1"));
        List<JsonNode> files = json();
        assertEquals(List.of("file", "size", "first", "last", "state", "server", "checksum"),
                names(files.getFirst()).subList(0, 7));
        assertEquals("2026-11-21T20:40:32Z", files.getFirst().get("first").asText());
        assertEquals(List.of("closed", "closed", "closed", "unknown"),
                files.stream().map(f -> f.get("state").asText()).toList());
        assertEquals("mysql", files.getLast().get("encryption").asText());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("9 to 10"), err.toString());
        assertEquals(0, run("binlog", "list", sample("m1011").toString()));
        assertEquals(1, run("binlog", "list", folder.resolve("nothing").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no HA, no binlog"));
        assertEquals(2, run("binlog", "list", "db9"));
    }

    @Test
    void eventsOfTextOnStandardInput() throws IOException {
        input = Files.readAllBytes(sample("my80/10-compress.mysql8.vv.txt"));
        assertEquals(0, run("binlog", "events", "--json", "-"));
        List<JsonNode> events = json();
        assertEquals(List.of("start", "end", "type", "time", "thread", "table", "rows"), names(events.getFirst()));
        JsonNode payload = events.stream().filter(e -> e.get("type").asText().equals("Transaction_Payload"))
                .findFirst().orElseThrow();
        JsonNode next = events.get(events.indexOf(payload) + 1);
        assertTrue(next.get("inner").asBoolean());
        assertFalse(payload.has("inner"));
        assertTrue(events.stream().anyMatch(e -> e.has("inner") && e.get("rows").asInt() == 2));
    }

    @Test
    void transactionsOfEveryFamily() throws IOException {
        RealPeer.require("mysqlbinlog");
        assertEquals(0, run("binlog", "transactions", "--json", sample("m1011/17-slow-and-order.bin").toString()));
        JsonNode slow = json().stream().filter(t -> t.get("rows").asInt() == 3).findFirst().orElseThrow();
        assertEquals(List.of("file", "start", "end", "gtid", "time", "commitTime", "thread", "tables", "ops", "rows",
                "statements", "verdict"), names(slow).subList(0, 12));
        assertEquals("2026-11-21T21:21:01Z", slow.get("time").asText());
        assertEquals("2026-11-21T21:21:08Z", slow.get("commitTime").asText());
        assertEquals("{\"insert\":1,\"update\":2}", slow.get("ops").toString());
        for (String text : List.of("my57/01-basic-row.v.txt", "my80/01-basic-row.v.txt", "my97/01-basic-row.v.txt",
                "m1011/01-basic-row.v.txt")) {
            assertEquals(0, run("binlog", "transactions", "--json", "--table", "orders", "--op", "update",
                    sample(text).toString()), text);
            assertEquals(List.of("{\"update\":1}", "{\"update\":3}", "{\"update\":1}", "{\"update\":1}",
                    "{\"update\":1}"), json().stream().map(t -> t.get("ops").toString()).toList(), text);
        }
        assertEquals(2, run("binlog", "transactions", "--op", "explode", "-"));
        assertEquals(2, run("binlog", "transactions", folder.resolve("none").toString()));
    }

    @Test
    void textsThatAreCutOrNoneAreFindings() throws IOException {
        byte[] whole = Files.readAllBytes(sample("m1011/01-basic-row.v.txt"));
        input = Arrays.copyOf(whole, whole.length / 2);
        assertEquals(1, run("binlog", "transactions", "--json", "-"));
        assertEquals("cut", json().getLast().get("verdict").asText());
        input = "hello\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(2, run("binlog", "transactions", "-"));
    }

    @Test
    void undoIsTextWithItsReasons() throws IOException {
        RealPeer.require("mysqlbinlog");
        assertEquals(0, run("binlog", "undo", sample("m1011/12-metadata.bin").toString(), "--start", "966"));
        String sql = out.toString(StandardCharsets.UTF_8);
        assertTrue(sql.contains("DELETE FROM `meta`.`t` WHERE `id` = 18446744073709551615 LIMIT 1;"), sql);
        assertTrue(sql.contains("-- ! "), sql);
        input = Files.readAllBytes(sample("my80/01-basic-row.vv.txt"));
        assertEquals(1, run("binlog", "undo", "-", "--start", "1775", "--json"));
        assertEquals(6, json().getFirst().get("statements").size());
        assertEquals(2, run("binlog", "undo", sample("m1011/12-metadata.bin").toString(), "--start", "99999"));
    }

    @Test
    void secretsNeverComeOutAndValuesNotWhenMasked() throws IOException {
        input = Files.readAllBytes(sample("m1011/05-ddl.v.txt"));
        assertEquals(0, run("binlog", "transactions", "--json", "-"));
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("secret-pw"), out.toString(StandardCharsets.UTF_8));
        input = Files.readAllBytes(sample("m1011/01-basic-row.v.txt"));
        assertEquals(0, run("binlog", "transactions", "--json", "--mask", "-"));
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("Alice"));
    }
}
