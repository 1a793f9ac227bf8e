package fr.touchweb.console.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * GNOME Keyring on a message bus of its own, as a desktop session has it, opened with the password that a log-in would give
 * it. Both are ended by their process ids.
 */
public final class TestKeyring implements AutoCloseable {
    private final Process bus;
    private final Map<String, String> environment;
    private Process keyring;

    private TestKeyring(Process bus, Map<String, String> environment) {
        this.bus = bus;
        this.environment = environment;
    }

    public static TestKeyring start(Path folder) throws Exception {
        Path daemon = RealPeer.require("dbus-daemon");
        RealPeer.require("gnome-keyring-daemon");
        RealPeer.require("secret-tool");
        Path runtime = Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Process bus = new ProcessBuilder(daemon.toString(), "--session", "--nofork", "--print-address")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DBUS_SESSION_BUS_ADDRESS", bus.inputReader().readLine());
        environment.put("HOME", folder.toString());
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        environment.put("XDG_DATA_HOME", Files.createDirectories(folder.resolve("data")).toString());
        TestKeyring made = new TestKeyring(bus, environment);
        made.unlock();
        return made;
    }

    private void unlock() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(RealPeer.require("gnome-keyring-daemon").toString(), "--foreground",
                "--unlock", "--components=secrets");
        builder.environment().clear();
        builder.environment().putAll(environment);
        keyring = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = keyring.outputWriter()) {
            in.write("password of the session\n");
        }
        Await.until("the keyring is on its bus", () -> {
            ProcessBuilder asked = new ProcessBuilder(RealPeer.require("dbus-send").toString(),
                    "--bus=" + environment.get("DBUS_SESSION_BUS_ADDRESS"), "--print-reply",
                    "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets");
            Process process = asked.start();
            String said = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            return said.contains("boolean true");
        });
    }

    /** Variables of a program of that session. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() throws Exception {
        for (Process process : new Process[]{keyring, bus}) {
            if (process != null) {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        }
    }
}
