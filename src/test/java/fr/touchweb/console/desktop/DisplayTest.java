package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static String key(String display) {
        return assertNotNullMessage(Display.missing("Linux", Map.of("DISPLAY", display)));
    }

    private static String assertNotNullMessage(fr.touchweb.console.core.text.Message message) {
        assertNotNull(message);
        return message.key();
    }

    @Test
    void withoutANameThereIsNone() {
        assertEquals("shell.display.none", key(""));
        assertNull(Display.missing("Windows 11", Map.of()));
        assertNull(Display.missing("Mac OS X", Map.of()));
    }

    @Test
    void aNameWithoutAServerIsTold() {
        assertEquals("shell.display.unreachable", key(":31999"));
        assertEquals("shell.display.unreachable", key("unix:31999.0"));
        assertEquals("shell.display.unreachable", key("no-such-name.invalid:0"));
    }

    @Test
    void aServerThatListensIsEnough() throws Exception {
        for (int display = 40; display < 90; display++) {
            try (ServerSocket server = new ServerSocket()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 6000 + display));
                assertNull(Display.missing("Linux", Map.of("DISPLAY", "127.0.0.1:" + display + ".0")));
                return;
            } catch (java.net.BindException e) {
                // taken by somebody else: the next one
            }
        }
        throw new AssertionError("no free port");
    }
}
