package fr.touchweb.console.desktop.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The notification service of a Linux desktop, on the session's bus. Spoken to without a program in between, whose
 * arguments every account of the machine could read.
 */
final class BusBoard implements NoticeBoard {
    private static final String SERVICE = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    /** What a click on the notice itself chooses. */
    private static final String DEFAULT_ACTION = "default";
    private static final int AS_THE_SERVICE_WISHES = -1;

    private final String address;
    private final String console;
    private final Map<UInt32, Runnable> shown = new ConcurrentHashMap<>();
    private @Nullable Session session;

    /** @param markup whether the service takes the text for HTML */
    private record Session(DBusConnection bus, Notifications service, boolean markup) {}

    BusBoard(String address, String console) {
        this.address = address;
        this.console = console;
    }

    /** Where the bus of a session is, empty when there is none. */
    static Optional<String> address(Map<String, String> environment) {
        String named = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        if (!named.isEmpty()) {
            return Optional.of(named);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.isEmpty() || !Files.exists(Path.of(runtime, "bus"))
                ? Optional.empty()
                : Optional.of("unix:path=" + Path.of(runtime, "bus"));
    }

    @Override
    public void show(String title, String text, Runnable chosen) throws IOException {
        try {
            Session open = session;
            if (open == null || !open.bus().isConnected()) {
                open = connect();
                session = open;
            }
            UInt32 notice = open.service().Notify(console, new UInt32(0), "fr.touchweb.console", title,
                    open.markup() ? escaped(text) : text, List.of(DEFAULT_ACTION, console),
                    Map.of("desktop-entry", new Variant<>("fr.touchweb.console")), AS_THE_SERVICE_WISHES);
            shown.put(notice, chosen);
        } catch (DBusException | DBusExecutionException e) {
            close();
            throw new IOException("no notice on the bus of the session: " + e.getMessage(), e);
        }
    }

    private Session connect() throws DBusException {
        DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
        bus.addSigHandler(Notifications.ActionInvoked.class, signal -> {
            Runnable chosen = shown.get(signal.notice());
            if (chosen != null) {
                chosen.run();
            }
        });
        bus.addSigHandler(Notifications.NotificationClosed.class, signal -> shown.remove(signal.notice()));
        Notifications service = bus.getRemoteObject(SERVICE, PATH, Notifications.class);
        return new Session(bus, service, service.GetCapabilities().contains("body-markup"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        Session open = session;
        session = null;
        shown.clear();
        if (open != null) {
            open.bus().disconnect();
        }
    }
}
