package fr.touchweb.console.desktop.notice;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * The service of Linux desktops, as the Desktop Notifications Specification 1.2 has it; names and types are its. Public
 * because the library looks for it from outside.
 */
@DBusInterfaceName("org.freedesktop.Notifications")
public interface Notifications extends DBusInterface {
    /** @return the number of the notice */
    UInt32 Notify(String application, UInt32 replaced, String icon, String title, String text, List<String> actions,
            Map<String, Variant<?>> hints, int milliseconds);

    /** What the service can do: {@code actions}, {@code body-markup}. */
    List<String> GetCapabilities();

    /** The person chose one of the actions of a notice. */
    final class ActionInvoked extends DBusSignal {
        private final UInt32 notice;

        public ActionInvoked(String path, UInt32 notice, String action) throws DBusException {
            super(path, notice, action);
            this.notice = notice;
        }

        UInt32 notice() {
            return notice;
        }
    }

    /** A notice is gone, for whatever reason. */
    final class NotificationClosed extends DBusSignal {
        private final UInt32 notice;

        public NotificationClosed(String path, UInt32 notice, UInt32 reason) throws DBusException {
            super(path, notice, reason);
            this.notice = notice;
        }

        UInt32 notice() {
            return notice;
        }
    }
}
