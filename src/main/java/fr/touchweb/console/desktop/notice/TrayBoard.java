package fr.touchweb.console.desktop.notice;

import java.awt.AWTException;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The notification area of Windows; an icon stands there from the first notice on. */
final class TrayBoard implements NoticeBoard {
    private final String console;
    private @Nullable TrayIcon icon;
    private volatile Runnable last = () -> {};

    TrayBoard(String console) {
        this.console = console;
    }

    @Override
    public void show(String title, String text, Runnable chosen) throws IOException {
        TrayIcon shown = icon;
        if (shown == null) {
            shown = placed();
            icon = shown;
        }
        // Windows tells that its balloon was chosen, not which one: it shows one at a time.
        last = chosen;
        shown.displayMessage(title, text, TrayIcon.MessageType.WARNING);
    }

    private TrayIcon placed() throws IOException {
        if (!SystemTray.isSupported()) {
            throw new IOException("no notification area");
        }
        TrayIcon made = new TrayIcon(Toolkit.getDefaultToolkit()
                .createImage(Objects.requireNonNull(TrayBoard.class.getResource("/icons/16.png"))), console);
        made.addActionListener(event -> last.run());
        try {
            SystemTray.getSystemTray().add(made);
        } catch (AWTException e) {
            throw new IOException(e);
        }
        return made;
    }

    @Override
    public void close() {
        if (icon != null) {
            SystemTray.getSystemTray().remove(icon);
        }
    }
}
