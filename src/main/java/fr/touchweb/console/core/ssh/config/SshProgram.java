package fr.touchweb.console.core.ssh.config;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the real {@code ssh} what its configuration means for a host: {@code ssh -G}, which connects nowhere. */
final class SshProgram {
    private static final int LIMIT_SECONDS = 10;
    private static final int LARGEST_OUTPUT = 1 << 20;

    private final Path program;
    private final Map<String, String> environment;

    SshProgram(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param config file to read instead of the person's and the system's, {@code none} for no file, null for both
     * @param host never beginning with {@code -}
     */
    ConfigValues valuesFor(@Nullable String config, String host, @Nullable Integer port, @Nullable String user)
            throws RemoteException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program.toString(), "-G"));
        if (config != null) {
            argv.addAll(List.of("-F", config));
        }
        if (port != null) {
            argv.addAll(List.of("-p", port.toString()));
        }
        if (user != null) {
            argv.addAll(List.of("-l", user));
        }
        argv.addAll(List.of("--", host));
        String out = run(argv, host);
        ConfigValues values = new ConfigValues();
        for (String row : out.split("\r?\n")) {
            int space = row.indexOf(' ');
            if (space > 0) {
                values.add(row.substring(0, space), row.substring(space + 1));
            }
        }
        if (values.first("hostname") == null) {
            throw new RemoteException(RemoteException.Kind.CONFIGURATION,
                    Message.of("ssh.config.refused", host, out.isBlank() ? "ssh -G" : out.strip()), null);
        }
        return values;
    }

    private String run(List<String> argv, String host) throws RemoteException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().clear();
        builder.environment().putAll(environment);
        // Nothing may open a window or a prompt: this is a question about a file.
        builder.environment().keySet().removeAll(List.of("SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY",
                "WAYLAND_DISPLAY"));
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new RemoteException(RemoteException.Kind.CONFIGURATION,
                    Message.of("ssh.config.refused", host, String.valueOf(e.getMessage())), e);
        }
        try {
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RemoteException(RemoteException.Kind.CONFIGURATION,
                        Message.of("ssh.config.slow", host, String.valueOf(LIMIT_SECONDS)), null);
            }
            if (process.exitValue() != 0) {
                throw new RemoteException(RemoteException.Kind.CONFIGURATION,
                        Message.of("ssh.config.refused", host, err.join().strip()), null);
            }
            return out.join();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> read(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try (in) {
                text.complete(new String(in.readNBytes(LARGEST_OUTPUT), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }
}
