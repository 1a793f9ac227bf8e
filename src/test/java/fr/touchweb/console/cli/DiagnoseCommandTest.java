package fr.touchweb.console.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestWeb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of {@code diagnose} as a whole: real servers of the web, their machine reached through a real OpenSSH. */
class DiagnoseCommandTest {
    @TempDir
    static Path folder;

    private static TestWeb web;
    private static TestSshd sshd;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        web = TestWeb.start(folder.resolve("web"));
        sshd = TestSshd.start(folder.resolve("sshd"));
        Path settings = ConsoleFolders.in(folder.resolve("console")).settings();
        Files.createDirectories(settings.resolve("policy"));
        Files.writeString(settings.resolve("policy/quick.json"), """
                {"version":1,"base":"tw","requests":{"pauseMillis":0},"proof":{"logMillis":1500,
                 "haproxyFiles":["%s"],"apacheFiles":["%s"],"nginxFiles":["%s"]}}""".formatted(web.haproxyConfig(),
                web.apacheConfig(), web.nginxConfig()));
        List<String> logs = new ArrayList<>();
        for (int i = 0; i < web.logs().size(); i++) {
            logs.add("{\"id\":\"access" + i + "\",\"path\":\"" + web.logs().get(i) + "\"}");
        }
        String servers = """
                "servers":[{"id":"web1","host":"127.0.0.1","port":%d,"user":"%s","logs":[%s]},
                           {"id":"secret","host":"127.0.0.1","port":1,"user":"%s"}],
                "sites":[{"id":"shop","server":"web1","url":"http://shop.test","root":"%s"}]""".formatted(sshd.port(),
                sshd.user(), String.join(",", logs), sshd.user(), web.root());
        Files.writeString(folder.resolve("fleet.json"), "{\"version\":1," + servers + "}");
        Files.writeString(folder.resolve("governed.json"), "{\"version\":1," + servers + """
                ,"accounts":[{"login":"%s","kind":"developer","grants":[{"servers":["web1"],"sites":[],
                 "rights":["logs"]}]}]}""".formatted(sshd.user()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
        if (web != null) {
            web.close();
        }
    }

    private int run(String... arguments) throws Exception {
        Texts texts = new Texts(Language.ENGLISH);
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out,
                new PrintStream(err, true, StandardCharsets.UTF_8), texts);
        ConsoleOptions options = new ConsoleOptions(ConsoleFolders.in(folder.resolve("console")), sshd.environment(),
                Map.of(), sshd.user(), "test", Clock.systemUTC(), null, null, null, SecretSource.NONE,
                HostKeyAsker.NOBODY, (Names) web::resolve, List.of(web.certificates().issuer()));
        Services services = new Services(terminal, options);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--profile", "quick"));
        return new ConsoleCli(terminal, new Frontend() {
            @Override
            public int window(Terminal where, WindowOptions with) {
                throw new IllegalStateException("no window");
            }

            @Override
            public int tour(Terminal where, Path into, TourOptions options) {
                throw new IllegalStateException("no tour");
            }
        }, services.groups(), all.toArray(String[]::new)).run();
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private String words() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theJsonHasTheNamesOfTheDesign() throws Exception {
        assertEquals(ExitCode.OK, run("diagnose", "redirect", "https://a:s3cret@shop.test/r.php?ms=100", "--json"),
                this::words);
        JsonNode report = json();
        assertEquals("https://shop.test/r.php?ms=100", report.get("url").asText());
        assertTrue(report.get("loop").isNull());
        JsonNode hop = report.get("hops").get(0);
        assertEquals(301, hop.get("status").asInt());
        assertEquals("/target", hop.get("location").asText());
        assertTrue(hop.get("ttfbMillis").asDouble() > hop.get("serverMillis").get("median").asDouble());
        assertTrue(hop.get("serverMillis").get("low").asDouble() >= 99);
        assertTrue(hop.get("serverMillis").has("high"));
        assertEquals(7, hop.get("serverMillis").get("probes").asInt());
        assertEquals("application", hop.get("verdict").asText());
        assertEquals("php", hop.get("origin").asText());
        assertEquals("medium", hop.get("confidence").asText());
        assertFalse(hop.get("reasons").isEmpty());
        assertTrue(hop.get("head").asText().startsWith("HTTP/1.1 301"));
        assertEquals("TLSv1.3", hop.get("tls").get("protocol").asText());
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("s3cret"));
    }

    @Test
    void viaAServerTheRuleIsNamedOverSsh() throws Exception {
        assertEquals(ExitCode.OK, run("diagnose", "redirect", "http://shop.test:" + web.haproxy() + "/ht-rewrite",
                "--address", "127.0.0.1", "--via", "web1", "--fleet", folder.resolve("fleet.json").toString(),
                "--json"), this::words);
        JsonNode hop = json().get("hops").get(0);
        assertEquals("htaccess", hop.get("verdict").asText(), hop::toPrettyString);
        assertEquals("htaccess", hop.get("origin").asText());
        assertEquals("certain", hop.get("confidence").asText());
        JsonNode rule = hop.get("proof").get("rules").get(0);
        assertTrue(rule.get("file").asText().endsWith("/.htaccess"));
        assertEquals("RewriteRule ^ht-rewrite$ /target [R=301,L]", rule.get("text").asText());
        assertEquals(3, rule.get("line").asInt());
        assertEquals(7, hop.get("serverMillis").get("probes").asInt());
        out.reset();
        assertEquals(ExitCode.OK, run("diagnose", "redirect", "http://shop.test:" + web.haproxy() + "/ht-rewrite",
                "--address", "127.0.0.1", "--via", "web1", "--fleet", folder.resolve("fleet.json").toString()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("certain"), out::toString);
    }

    @Test
    void exitCodesAreThoseOfTheDesign() throws Exception {
        assertEquals(ExitCode.USAGE, run("diagnose", "redirect"));
        assertEquals(ExitCode.USAGE, run("diagnose", "redirect", "javascript:alert(1)"));
        assertEquals(ExitCode.USAGE, run("diagnose", "redirect", "http://shop.test/\r\nX: y"));
        assertEquals(ExitCode.REMOTE, run("diagnose", "redirect", "http://shop.test:1/"));
        assertEquals(ExitCode.USAGE, run("diagnose", "redirect", "http://shop.test/", "--via", "nobody", "--fleet",
                folder.resolve("fleet.json").toString()));
        assertEquals(ExitCode.USAGE, run("diagnose", "cache", "http://shop.test/", "--origin", "no address"));
    }

    @Test
    void whoMayNotDiagnoseOnAServerIsRefused() throws Exception {
        String fleet = folder.resolve("governed.json").toString();
        assertEquals(ExitCode.FINDING, run("diagnose", "redirect", "http://shop.test/", "--via", "web1", "--fleet",
                fleet), this::words);
        assertEquals(ExitCode.USAGE, run("diagnose", "redirect", "http://shop.test/", "--via", "secret", "--fleet",
                fleet), this::words);
        assertEquals("", out.toString());
    }

    @Test
    void aBatchAnswersEachRow() throws Exception {
        Path file = folder.resolve("batch.csv");
        Files.writeString(file,
                "url,expected\nhttp://x:pw@shop.test/hap301,/target\nhttp://shop.test/ht-redirect,/other\n");
        assertEquals(ExitCode.FINDING, run("diagnose", "redirect", "--batch", file.toString(), "--json"), this::words);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.getFirst());
        // The target does not exist on the shop, so that nobody gets there.
        assertEquals("elsewhere", first.get("outcome").asText(), lines::toString);
        assertEquals(301, first.get("status").asInt());
        assertEquals("haproxy", first.get("origin").asText());
        assertFalse(lines.getFirst().contains("pw@"));
    }

    @Test
    void aStaleStyleSheetIsFound() throws Exception {
        web.put("style.css", "one");
        assertEquals(ExitCode.OK, run("diagnose", "cache", "http://varnish.test/style.css"), this::words);
        web.put("style.css", "two");
        out.reset();
        assertEquals(ExitCode.FINDING, run("diagnose", "cache", "http://varnish.test/style.css", "--via", "web1",
                "--path", web.root().resolve("style.css").toString(), "--fleet",
                folder.resolve("fleet.json").toString(), "--json"), this::words);
        JsonNode report = json();
        assertEquals("stale", report.get("steps").get(2).get("verdict").asText(), report::toPrettyString);
        assertEquals("none", report.get("steps").get(3).get("verdict").asText());
        assertFalse(report.get("advice").isEmpty());
    }
}
