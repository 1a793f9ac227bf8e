package fr.touchweb.console.desktop;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a window can be opened here, asked before the toolkit is: GTK that finds no X server leaves JavaFX with no way
 * back in the same process.
 */
public final class Display {
    /** {@code host:display.screen} of X11; no host means the socket of this machine. */
    private static final Pattern NAME = Pattern.compile("(?:unix)?(?<host>[^:]*):(?<display>\\d{1,5})(?:\\.\\d+)?");
    private static final int FIRST_PORT = 6000;
    private static final int PATIENCE = 5000;

    private Display() {}

    /** Why no window can be opened, null when one can. */
    public static @Nullable Message missing(String osName, Map<String, String> environment) {
        if (osName.startsWith("Windows") || osName.startsWith("Mac")) {
            return null;
        }
        String name = environment.getOrDefault("DISPLAY", "");
        if (name.isEmpty()) {
            return Message.of("shell.display.none");
        }
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null; // a kind of display that only the toolkit knows
        }
        int display = Integer.parseInt(parts.group("display"));
        try {
            if (!parts.group("host").isEmpty()) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(parts.group("host"), FIRST_PORT + display), PATIENCE);
                }
                return null;
            }
            Path path = Path.of("/tmp/.X11-unix/X" + display);
            if (!Files.exists(path) && abstractSocket(path)) {
                return null;
            }
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
            return null;
        } catch (IOException | IllegalArgumentException e) {
            return Message.of("shell.display.unreachable", name, String.valueOf(e.getMessage()));
        }
    }

    /** A server in another mount namespace is reached by a name that is no file; Java cannot connect to it, GTK can. */
    private static boolean abstractSocket(Path path) throws IOException {
        Path list = Path.of("/proc/net/unix");
        return Files.isReadable(list)
                && Files.readAllLines(list).stream().anyMatch(line -> line.endsWith("@" + path));
    }
}
