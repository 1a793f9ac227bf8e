package fr.touchweb.console.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.policy.FormatPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.JsonSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCatalogTest {
    private static final String WORKER = """
            { "version": 1, "id": "worker", "name": "Worker of the shop", "paths": [ "*/worker*.log" ],
              "pattern": "^(?<time>\\\\d+ \\\\S+ \\\\d{4} [\\\\d:]+) <(?<level>\\\\w+)> (?<client>[\\\\d.]+) job=(?<job>\\\\d+) (?<message>.*)$",
              "time": "d MMMM uuuu HH:mm:ss", "zone": "Europe/Paris", "language": "fr",
              "levels": { "grave": "critical" }, "continuation": "^\\\\s",
              "samples": [ { "line": "13 janvier 2025 10:11:12 <grave> 192.0.2.7 job=12 payé", "time": "2025-01-13T09:11:12Z",
                             "level": "critical", "fields": { "client": "192.0.2.7", "job": "12" } } ] }
            """;

    @TempDir
    private Path settings;

    private FormatPolicy policy() throws IOException {
        return new Policies(settings).load("tw").formats();
    }

    private FormatCatalog catalog(String... documents) throws IOException {
        Path folder = Files.createDirectories(settings.resolve("formats"));
        for (int i = 0; i < documents.length; i++) {
            Files.writeString(folder.resolve(i + ".json"), documents[i]);
        }
        return FormatCatalog.read(policy(), settings);
    }

    private static ParsedLine parse(LineParser parser, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 0, bytes.length);
    }

    private LineParser parser(FormatCatalog catalog, String path) {
        return catalog.parser(path, null, new LocalTimes(Parsing.PARIS, Parsing.NOW));
    }

    @Test
    void aFormatOfThePersonIsReadAndUsed() throws Exception {
        FormatCatalog catalog = catalog(WORKER);
        assertEquals(List.of(), catalog.problems());
        LineParser parser = parser(catalog, "/var/log/worker-1.log");
        ParsedLine line = parse(parser, "14 février 2025 08:00:00 <info> 198.51.100.3 job=7 déjà fait");
        assertEquals("worker", line.format().id());
        assertEquals("2025-02-14T07:00:00Z", LogRecord.instant(line.time()) + "");
        assertEquals(Level.INFO, line.level());
        assertEquals("déjà fait", line.message());
        assertEquals(Map.of("client", "198.51.100.3", "job", "7"), LogRecord.of(line, 1, 1).fields());
        assertEquals("worker, a format of yours", new Texts(Language.ENGLISH).get(parser.why()));
        assertTrue(parse(parser, "  at step 2").continuation());
        assertEquals(LogFormat.TEXT, parse(parser(catalog, "/var/log/other.log"),
                "14 février 2025 08:00:00 <info> 198.51.100.3 job=7 x").format());
        ObjectMapper mapper = new ObjectMapper();
        JsonSchema schema = new JsonSchema(
                mapper.readTree(Files.readString(Path.of("resources/schema/format.schema.json"))));
        assertEquals(List.of(), schema.problems(mapper.readTree(WORKER)));
    }

    @Test
    void aWrongFormatIsToldAndTheOthersStay() throws IOException {
        FormatCatalog catalog = catalog(WORKER, WORKER.replace("\"worker\"", "\"apache-access\""),
                WORKER.replace("<grave>", "<gr ave>"), WORKER.replace("uuuu HH", "QQQQQQ HH"), WORKER,
                WORKER.replace("\"id\"", "\"ident\""), WORKER.replace("T09:11", "T10:11"),
                WORKER.replace("^(?<time>", "^((?<time>"));
        assertEquals(1, catalog.added().size());
        assertEquals(List.of("format.user.id", "format.user.sampleRefused", "format.user.time", "format.user.doubled",
                "store.unknownKey", "format.user.sampleDiffers", "format.user.pattern"),
                catalog.problems().stream().map(p -> p.what().key()).toList());
        assertTrue(catalog.problems().get(1).path().startsWith("samples[0]"));
    }

    @Test
    void anExpressionThatNeverEndsGivesUp() throws IOException {
        String evil = WORKER.replaceAll("\"pattern\": \".*\"", "\"pattern\": \"^(?<message>(a+)+)\\$\"")
                .replaceAll("\"samples\"(?s:.*)$", "\"samples\": [ { \"line\": \"aaaa\" } ] }");
        FormatCatalog catalog = catalog(evil);
        assertEquals(List.of(), catalog.problems());
        long start = System.nanoTime();
        assertEquals(LogFormat.TEXT, parse(parser(catalog, "/a/worker.log"), "a".repeat(200) + "!").format());
        assertEquals(LogFormat.TEXT, parse(parser(catalog, "/a/worker.log"), "a".repeat(1 << 20) + "!").format());
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertThrows(DocumentException.class, () -> UserFormat.of("x",
                evil.replace("aaaa", "a".repeat(60) + "!").getBytes(StandardCharsets.UTF_8), 1_000));
    }

    @Test
    void schemaLogsAreToldByTheirNameAndTheirWords() throws IOException {
        FormatCatalog catalog = FormatCatalog.shipped(policy());
        LineParser parser = parser(catalog, "/var/log/mysql/btws_integrity.log");
        ParsedLine drop = parse(parser, "2025-01-13 10:11:12 acme ALTER TABLE `ps_cart` DROP INDEX `id_customer`");
        assertEquals(LogFormat.SCHEMA_DELTA, drop.format());
        assertEquals(Level.ERROR, drop.level());
        assertEquals("2025-01-13T09:11:12Z", LogRecord.instant(drop.time()) + "");
        assertEquals(Level.CRITICAL, parse(parser, "alter table x drop primary key").level());
        assertEquals(Level.ERROR, parse(parser, "-  KEY `id_shop` (`id_shop`)").level());
        assertEquals(Level.NOTICE, parse(parser, "CREATE TABLE `new` (").level());
        assertEquals(null, parse(parser, "nothing of note").level());
        String line = "ALTER TABLE x DROP INDEX y";
        assertEquals(List.of("DROP", "INDEX"), catalog.schema().highlights(line).stream()
                .map(h -> line.substring(h.from(), h.to())).toList());
        assertEquals(LogFormat.TEXT, parse(parser(catalog, "/var/log/other.log"), line).format());
    }

    @Test
    void detectionSaysWhy() throws IOException {
        FormatCatalog catalog = FormatCatalog.shipped(policy());
        String text = "[13-Jan-2025 10:11:12] NOTICE: a\n[13-Jan-2025 10:11:12] NOTICE: b\nstray\n2025/01/13 10:1";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Detection found = Detection.of(parser(catalog, "/x"), bytes, bytes.length);
        assertEquals(LogFormat.PHP_FPM, found.format());
        assertEquals("php-fpm: 2 of the first 3 lines; others too: text", new Texts(Language.ENGLISH).get(found.why()));
        assertEquals(LogFormat.TEXT, Detection.of(parser(catalog, "/x"), new byte[0], 0).format());
        LineParser parser = parser(catalog, "/var/log/nginx/access.log");
        parse(parser, "198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/2.0\" 200 12 \"-\" \"x\"");
        assertTrue(new Texts(Language.ENGLISH).get(parser.why()).startsWith("nginx-access, told by the name"));
    }

    @Test
    void aForcedFormatTakesItsWholeFamily() throws IOException {
        FormatCatalog catalog = FormatCatalog.shipped(policy());
        LocalTimes times = new LocalTimes(Parsing.PARIS, Parsing.NOW);
        String access = "198.51.100.14 - - [13/Jan/2025:10:11:12 +0100] \"GET / HTTP/2.0\" 200 12";
        assertEquals(LogFormat.NGINX_ACCESS,
                parse(catalog.parser("/x", LogFormat.NGINX_ACCESS, times), access).format());
        String cron = "Jan 13 10:11:12 h CRON[5]: x";
        assertEquals(LogFormat.AUTH, parse(catalog.parser("/x", LogFormat.AUTH, times), cron).format());
        assertEquals(LogFormat.TEXT, parse(catalog.parser("/x", LogFormat.TEXT, times), cron).format());
        assertEquals(LogFormat.TEXT, parse(catalog.parser("/x", LogFormat.FAIL2BAN, times), cron).format());
    }

    @Test
    void everyFieldAndEverySignHasWords() {
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            for (Field field : Field.values()) {
                assertTrue(!texts.get("logs.field." + field.id()).isBlank(), field.id());
            }
            for (LogFormat format : LogFormat.shipped()) {
                assertTrue(format == LogFormat.TEXT || !texts.get("format.sign." + format.id()).isBlank(), format.id());
            }
        }
    }
}
