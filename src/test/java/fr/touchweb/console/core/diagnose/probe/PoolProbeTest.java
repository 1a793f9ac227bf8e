package fr.touchweb.console.core.diagnose.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool that listens on TCP, and pools that are not there; the real PHP-FPM is asked in RealRulesTest. */
class PoolProbeTest {
    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final PoolProbe probe = new PoolProbe("web1", new LocalHost("web1", journal), Figures.QUICK,
            InstantSource.system());

    @BeforeEach
    void perl() {
        RealPeer.require("perl");
    }

    private Probe ask(String pool) throws Exception {
        return probe.ask(pool, "/www/index.php", "/www", ProbeRequest.of(WebAddress.parse("https://shop.test/a?b=c"),
                "test").withHeaders(List.of(new Header("Cookie", "session=secret"))), new OwnControl());
    }

    @Test
    void aPoolOnTcpIsAskedAndNothingSecretIsInTheCommand() throws Exception {
        byte[] said = "Status: 301 Moved\r\nLocation: /b\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket pool = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
                try (Socket connection = pool.accept()) {
                    InputStream in = connection.getInputStream();
                    StringBuilder all = new StringBuilder();
                    byte[] block = new byte[4096];
                    // An empty record of standard input ends a request.
                    while (!all.toString().endsWith("\1\5\0\1\0\0\0\0")) {
                        int n = in.read(block);
                        all.append(new String(block, 0, n, StandardCharsets.ISO_8859_1));
                    }
                    connection.getOutputStream().write(new byte[]{1, 6, 0, 1, 0, (byte) said.length, 0, 0});
                    connection.getOutputStream().write(said);
                    return all.toString();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Probe answered = ask("127.0.0.1:" + pool.getLocalPort());
            assertNull(answered.problem(), answered::toString);
            assertEquals(301, answered.status());
            assertEquals("Moved", answered.answer().reason());
            String request = heard.get(5, TimeUnit.SECONDS);
            assertTrue(request.contains("SCRIPT_FILENAME/www/index.php") && request.contains("REQUEST_URI/a?b=c")
                    && request.contains("HTTP_COOKIEsession=secret") && request.contains("HTTPSon"), request);
            assertFalse((journal.entries() + answered.command()).contains("secret"));
        }
    }

    @Test
    void aPoolThatIsNotThereIsSaid() throws Exception {
        for (String pool : List.of("/nowhere.sock", "127.0.0.1:1")) {
            Probe none = ask(pool);
            assertEquals(Kind.VANTAGE, none.problem().kind());
            String text = new Texts(Language.ENGLISH).get(none.problem().text());
            assertTrue(text.contains("connect: "), text);
        }
    }
}
