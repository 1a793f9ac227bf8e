package fr.touchweb.console.core.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the desktop of this machine that it locks, or that the machine goes to sleep. It is told over D-Bus on Linux
 * only, by the screen savers of freedesktop.org, GNOME, Cinnamon and MATE and by logind, through {@code dbus-monitor}; a
 * desktop that tells nothing there is never heard, and neither are Windows and macOS.
 */
public final class ScreenSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreenSession.class);
    private static final List<String> SAVERS = List.of("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
            "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver");
    private static final String LOGIN = "org.freedesktop.login1.Session";
    private static final String MANAGER = "org.freedesktop.login1.Manager";
    private static final Pattern SIGNAL = Pattern.compile("signal .*; interface=([\\w.]+); member=(\\w+)\\s*");

    private final List<Process> processes = new ArrayList<>();
    private final Consumer<String> locked;

    private ScreenSession(Consumer<String> locked) {
        this.locked = locked;
    }

    /**
     * Listens from now on; where there is nothing to listen to, nothing is ever heard.
     *
     * @param environment variables of this process
     * @param monitor the program {@code dbus-monitor}
     * @param locked gets the interface that told, on a thread of this session
     */
    public static ScreenSession listen(Map<String, String> environment, Path monitor, Consumer<String> locked) {
        ScreenSession session = new ScreenSession(locked);
        List<String> savers = new ArrayList<>();
        SAVERS.forEach(saver -> savers.add("type='signal',interface='" + saver + "',member='ActiveChanged'"));
        if (environment.containsKey("DBUS_SESSION_BUS_ADDRESS")) {
            session.start(monitor, environment, "--session", savers);
        }
        session.start(monitor, environment, "--system", List.of("type='signal',interface='" + LOGIN + "',member='Lock'",
                "type='signal',interface='" + MANAGER + "',member='PrepareForSleep'"));
        return session;
    }

    private void start(Path monitor, Map<String, String> environment, String bus, List<String> matches) {
        List<String> argv = new ArrayList<>(List.of(monitor.toString(), bus));
        argv.addAll(matches);
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            processes.add(process);
            Thread.ofVirtual().name("screen-session").start(() -> read(process));
        } catch (IOException e) {
            LOG.debug("nobody tells when the screen locks", e);
        }
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader()) {
            String saver = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var signal = SIGNAL.matcher(line);
                if (signal.matches()) {
                    boolean now = signal.group(1).equals(LOGIN) && signal.group(2).equals("Lock");
                    boolean told = signal.group(2).equals("ActiveChanged") || signal.group(1).equals(MANAGER);
                    saver = told ? signal.group(1) : "";
                    if (now) {
                        locked.accept(LOGIN);
                    }
                } else if (!saver.isEmpty() && line.strip().startsWith("boolean")) {
                    if (line.strip().equals("boolean true")) {
                        locked.accept(saver);
                    }
                    saver = "";
                }
            }
        } catch (IOException e) {
            LOG.debug("the monitor of the bus ended", e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}
