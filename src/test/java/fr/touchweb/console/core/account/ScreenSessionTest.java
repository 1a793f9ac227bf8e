package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** On a message bus of its own, as a desktop session has one. */
class ScreenSessionTest {
    @Test
    void theScreenSaverOfTheDesktopIsHeard() throws Exception {
        Path daemon = RealPeer.require("dbus-daemon");
        Path monitor = RealPeer.require("dbus-monitor");
        Process bus = new ProcessBuilder(daemon.toString(), "--session", "--nofork", "--print-address").start();
        try {
            String address = bus.inputReader().readLine();
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("DBUS_SESSION_BUS_ADDRESS", address);
            List<String> locked = new CopyOnWriteArrayList<>();
            try (ScreenSession session = ScreenSession.listen(environment, monitor, locked::add)) {
                // Nobody tells when the monitor has begun to listen: the first signals may be lost.
                Await.until("a lock is heard", () -> {
                    send(address, "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true");
                    return !locked.isEmpty();
                });
                send(address, "org.gnome.ScreenSaver.ActiveChanged", "boolean:true");
                send(address, "org.cinnamon.ScreenSaver.ActiveChanged", "boolean:false");
                send(address, "org.mate.ScreenSaver.Other", "boolean:true");
                send(address, "org.mate.ScreenSaver.ActiveChanged", "boolean:true");
                Await.until("the last signal", () -> locked.contains("org.mate.ScreenSaver"));
                assertEquals(List.of("org.gnome.ScreenSaver", "org.mate.ScreenSaver"),
                        locked.stream().filter(saver -> !saver.equals("org.freedesktop.ScreenSaver")).toList());
            }
        } finally {
            bus.destroy();
            bus.waitFor();
        }
    }

    private static void send(String address, String signal, String argument) throws Exception {
        TestSshd.run(RealPeer.require("dbus-send").toString(), "--bus=" + address, "--type=signal", "/x", signal,
                argument);
    }
}
