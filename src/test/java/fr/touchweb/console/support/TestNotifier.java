package fr.touchweb.console.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The notification service dunst on a message bus and a display of its own, as a desktop session has them. All three are
 * ended by their process ids.
 */
public final class TestNotifier implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    private TestNotifier() {}

    public static TestNotifier start(Path folder) throws Exception {
        Path display = RealPeer.require("Xvfb");
        Path bus = RealPeer.require("dbus-daemon");
        Path service = RealPeer.require("dunst");
        RealPeer.require("dunstctl");
        TestNotifier made = new TestNotifier();
        try {
            made.environment.put("XDG_CONFIG_HOME", Files.createDirectories(folder.resolve("config")).toString());
            made.environment.put("DISPLAY", ":" + made.run(display.toString(), "-displayfd", "1", "-screen", "0",
                    "800x600x24", "-nolisten", "tcp").readLine());
            made.environment.put("DBUS_SESSION_BUS_ADDRESS",
                    made.run(bus.toString(), "--session", "--nofork", "--print-address").readLine());
            BufferedReader said = made.run(service.toString(), "-print");
            Thread.ofVirtual().start(() -> said.lines().forEach(made.printed::add));
            // Asking the service itself would have the bus start another one, if this one is not there yet.
            Await.until("dunst is on its bus", () -> made.run(RealPeer.require("dbus-send").toString(), "--session",
                    "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.Notifications").lines().anyMatch(line -> line.contains("boolean true")));
            return made;
        } catch (Exception e) {
            made.close();
            throw e;
        }
    }

    private BufferedReader run(String... argv) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process.inputReader();
    }

    /** Runs {@code dunstctl}; returns its exit code. */
    public int control(String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("dunstctl"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    /** What the service says of the notices that it got. */
    public String printed() {
        synchronized (printed) {
            return String.join("\n", printed);
        }
    }

    /** Variables of a program of that session. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() throws InterruptedException {
        // All of them first: a test that ran out of time is interrupted while it waits.
        processes.forEach(Process::destroy);
        for (Process process : processes.reversed()) {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
