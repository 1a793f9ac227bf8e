package fr.touchweb.console.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.lab.web.Delays;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab's HTTP hosts seen by curl, on the fictional server where it finds them. */
@Timeout(120)
class LabShopsTest {
    @TempDir
    static Path parent;

    private static Lab lab;

    @BeforeAll
    static void start() throws IOException {
        lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), false));
    }

    @AfterAll
    static void close() throws IOException {
        lab.close();
    }

    /** Status line, headers and body as curl got them from a server of the lab. */
    private static String curl(String server, String... arguments) throws Exception {
        RealPeer.require("curl");
        Path script = lab.root(server).resolve("usr/local/lab/bin/curl");
        List<String> line = new ArrayList<>(List.of(script.toString(), "-sS", "-i", "--max-time", "20"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            return text;
        }
    }

    private static String web1(String address, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(more));
        all.add(address);
        String answer = curl("acme-web1", all.toArray(String[]::new));
        assertTrue(answer.contains("\r\nx-lab: simulated\r\n"), answer);
        return answer;
    }

    @Test
    void eachLayerAnswersInItsOwnShape() throws Exception {
        String proxy = web1("http://www.acme.test/ancienne-page");
        assertTrue(proxy.startsWith("HTTP/1.1 301 Moved Permanently\r\ncontent-length: 0\r\n"
                + "location: https://www.acme.test/ancienne-page\r\n"), proxy);
        assertFalse(proxy.toLowerCase().contains("\r\ndate:"), proxy);
        String htaccess = web1("https://www.acme.test/ancienne-page");
        assertTrue(htaccess.contains("location: https://www.acme.test/fr/nouvelle-page"), htaccess);
        assertTrue(htaccess.contains("The document has moved") && htaccess.contains("iso-8859-1"), htaccess);
        String application = web1("https://www.acme.test/vieux-produit");
        assertTrue(application.startsWith("HTTP/1.1 301 Moved\r\n") && application.contains("UTF-8"), application);
        assertTrue(web1("https://www.acme.test/ancienne-collection").contains("x-varnish: 32770 3\r\n"));
        assertTrue(web1("https://www.acme.test/boucle-a").contains("location: /boucle-b\r\n"));
        assertTrue(web1("https://www.acme.test/boucle-b").contains("location: /boucle-a\r\n"));
        String nginx = curl("bora-web1", "https://www.bora.test/catalogue.pdf");
        assertTrue(nginx.startsWith("HTTP/1.1 302 Moved Temporarily") && nginx.contains("<center>nginx</center>"));
        String behind = web1("http://127.0.0.1:8080/soldes", "-H", "Host: www.acme.test");
        assertTrue(behind.startsWith("HTTP/1.1 404") && behind.contains("Server: Apache"), behind);
    }

    @Test
    void delaysAreWhatTheyAreSetTo() throws Exception {
        lab.delays(new Delays(0, 0, 140, 700, 20));
        try {
            String spent = web1("https://www.acme.test/vieux-produit", "-w", "%{time_starttransfer}");
            double seconds = Double.parseDouble(spent.substring(spent.lastIndexOf('\n') + 1).replace(',', '.'));
            assertTrue(seconds >= 0.7, spent);
            String drip = web1("https://www.acme.test/lent", "-w", "%{time_starttransfer} %{time_total}");
            String[] times = drip.substring(drip.lastIndexOf('\n') + 1).replace(',', '.').split(" ");
            assertTrue(Double.parseDouble(times[1]) - Double.parseDouble(times[0]) > 1, drip);
        } finally {
            lab.delays(Delays.USUAL);
        }
    }

    @Test
    void cachesHoldWhatTheServerNoLongerHas() throws Exception {
        String image = "https://media.acme.test/img/p/2/0/207-large_default.jpg";
        String held = web1(image);
        assertTrue(held.contains("CF-Cache-Status: HIT") && held.contains("\r\nAge: "), held);
        String fresh = web1(image + "?t=1");
        assertNotEquals(body(held), body(fresh));
        assertEquals(Files.readString(lab.root("acme-web1").resolve("home/www/acme/img/p/2/0/207-large_default.jpg"),
                StandardCharsets.ISO_8859_1), body(fresh));
        String script = "https://www.acme.test/themes/boutique/assets/js/theme.js";
        assertTrue(web1(script).contains("version: 1") && web1(script + "?t=1").contains("version: 2"));
        String photo = "https://www.acme.test/img/p/1/2/12-home_default.jpg";
        assertTrue(web1(photo, "-H", "Accept: image/webp").contains("content-type: image/webp"));
        assertTrue(web1(photo).contains("content-type: image/jpeg"));
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void preproductionsAskForTheirPassword() throws Exception {
        String outside = curl("acme-pp", "https://pp.acme.test/fr/");
        assertTrue(outside.startsWith("HTTP/1.1 401 Unauthorized"), outside);
        String inside = curl("acme-pp", "-u", "test1:test2", "https://pp.acme.test/fr/");
        assertTrue(inside.startsWith("HTTP/1.1 200 OK"), inside);
        assertTrue(curl("acme-pp", "https://media.pp.acme.test/themes/boutique/assets/fonts/text.woff2")
                .contains("Access-Control-Allow-Origin"));
        assertFalse(curl("bora-pp", "https://media.pp.bora.test/themes/boutique/assets/fonts/text.woff2")
                .contains("Access-Control-Allow-Origin"));
    }

    @Test
    void badCertificatesAreWhatTheyShouldBe() throws Exception {
        assertTrue(curl("acme-web1", "https://www.acme-mode.test/").contains("expired"));
        assertTrue(curl("acme-web1", "https://acme.test/").contains("SSL:")
                || curl("acme-web1", "https://acme.test/").contains("alternative certificate"));
        assertTrue(curl("acme-web1", "https://intranet.acme.test/").contains("self"));
        assertTrue(web1("https://acme.test/x", "-k").contains("location: https://www.acme.test/x"));
    }

    @Test
    void whatTheHostsAnswerIsInTheirFilesAndLogs() throws Exception {
        String agent = "diag/log-" + System.nanoTime();
        web1("https://www.acme.test/ancienne-page", "-A", agent);
        web1("https://www.acme.test/soldes", "-A", agent);
        Path root = lab.root("acme-web1");
        List<String> access = await(root.resolve("var/log/apache2/access.log"), agent, 1);
        assertTrue(access.getFirst().contains("\"GET /ancienne-page HTTP/1.1\" 301"), access.toString());
        List<String> proxy = await(root.resolve("var/log/haproxy.log"), agent, 2);
        assertTrue(proxy.get(0).contains(" ---- "), proxy.toString());
        assertTrue(proxy.get(1).contains("https/<NOSRV>") && proxy.get(1).contains(" LR-- "), proxy.toString());
        assertTrue(Files.readString(root.resolve("home/www/acme/.htaccess"))
                .contains("RewriteRule ^ancienne-page$ /fr/nouvelle-page [R=301,L]"));
        assertTrue(Files.readString(root.resolve("etc/haproxy/haproxy.cfg")).contains("code 302 if { path /soldes }"));
    }

    private static List<String> await(Path log, String agent, int lines) throws Exception {
        List<String> found = new ArrayList<>();
        Await.until("logged", () -> {
            found.clear();
            if (Files.exists(log)) {
                Files.readAllLines(log).stream().filter(line -> line.contains(agent)).forEach(found::add);
            }
            return found.size() == lines;
        });
        return found;
    }
}
