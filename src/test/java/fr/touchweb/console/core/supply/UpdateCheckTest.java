package fr.touchweb.console.core.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fr.touchweb.console.core.store.DocumentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdateCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private HttpServer server;
    private int code = 200;
    private String body = "";
    private String asked = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI() + exchange.getRequestHeaders().keySet().toString();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Optional<UpdateCheck.Newest> ask(String own) throws Exception {
        return UpdateCheck.newer(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/newest.json"), own,
                LIMIT);
    }

    @Test
    void onlyANewerVersionIsTold() throws Exception {
        body = "{\"version\":1,\"newest\":\"0.10.0\",\"address\":\"https://packages.test\"}";
        assertEquals("0.10.0", ask("0.9.1").orElseThrow().newest());
        assertTrue(ask("dev").isPresent());
        assertEquals(Optional.empty(), ask("0.10.0"));
        assertEquals(Optional.empty(), ask("1.0"));
        assertTrue(asked.startsWith("/newest.json[") && !asked.contains("Cookie"), asked);
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        for (String nonsense : new String[]{"", "<html>", "{\"version\":2,\"newest\":\"9\",\"address\":\"x\"}",
                "{\"version\":1,\"newest\":\"9\",\"address\":\"x\",\"run\":\"rm\"}"}) {
            body = nonsense;
            assertThrows(DocumentException.class, () -> ask("0.1.0"), nonsense);
        }
        code = 404;
        assertThrows(IOException.class, () -> ask("0.1.0"));
    }

    @Test
    void clearTextIsForThisMachineAlone() {
        assertThrows(DocumentException.class,
                () -> UpdateCheck.newer(URI.create("http://192.0.2.1/newest.json"), "0.1.0", LIMIT));
        assertThrows(DocumentException.class,
                () -> UpdateCheck.newer(URI.create("file:///etc/passwd"), "0.1.0", LIMIT));
    }
}
