package fr.touchweb.console.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One command on a fictional server, run by this machine's shell in that server's folder. */
final class LabCommand implements Command {
    private static final int PATIENCE_SECONDS = 2;

    private final ServerRoot server;
    private final String login;
    private final String text;
    private final String connection;
    private final Set<Process> processes;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;
    private volatile boolean ended;

    /**
     * @param connection as sshd tells it in {@code SSH_CONNECTION}
     * @param processes where the command is noted while it runs
     */
    LabCommand(ServerRoot server, String login, String text, String connection, Set<Process> processes) {
        this.server = server;
        this.connection = connection;
        this.processes = processes;
        this.login = login;
        this.text = text;
    }

    @Override
    public void setInputStream(InputStream value) {
        in = value;
    }

    @Override
    public void setOutputStream(OutputStream value) {
        out = value;
    }

    @Override
    public void setErrorStream(OutputStream value) {
        err = value;
    }

    @Override
    public void setExitCallback(ExitCallback value) {
        exit = value;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        List<String> group = HostPrograms.ownGroup();
        Path shell = HostPrograms.find("sh").orElse(null);
        if (group.isEmpty() || shell == null) {
            Thread.ofVirtual().start(() -> {
                try {
                    finish(BuiltInCommands.run(server, login, text, stream(out), stream(err)));
                } catch (IOException _) {
                    // The channel takes no output any more.
                    finish(1);
                }
            });
            return;
        }
        server.refresh(server.clock().instant(), 0);
        List<String> argv = new ArrayList<>(group);
        argv.add(shell.toString());
        String mapped = new LabPaths(server.folder()).into(text);
        Path script = null;
        if (Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder().canEncode(mapped)) {
            argv.addAll(List.of("-c", mapped));
        } else {
            // Java would put question marks into an argument that the locale cannot hold; a file takes any bytes.
            script = Files.writeString(Files.createTempFile(server.at("/tmp"), "command", ".sh"), mapped,
                    StandardCharsets.UTF_8);
            argv.add(script.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(argv).directory(server.at("/home/" + login).toFile());
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(Map.of("HOME", server.at("/home/" + login).toString(), "USER", login, "LOGNAME", login,
                "SHELL", "/bin/sh", "LANG", "fr_FR.UTF-8", "TZ", server.server().zone().getId(), "TMPDIR",
                server.at("/tmp").toString(), "PATH",
                server.at("/" + ServerRoot.SCRIPTS) + ":" + server.at("/" + ServerRoot.TOOLS) + ":"
                        + server.at("/usr/sbin")));
        variables.put("SSH_CONNECTION", connection);
        Process started = builder.start();
        process = started;
        processes.add(started);
        started.onExit().thenAccept(processes::remove);
        Path written = script;
        Thread.ofVirtual().name("lab-command").start(() -> serve(started, written));
    }

    private void serve(Process started, @Nullable Path script) {
        Thread input = Thread.ofVirtual().start(() -> {
            try (OutputStream stdin = started.getOutputStream()) {
                copy(stream(in), stdin);
            } catch (IOException _) {
                // The program does not read any more, or the channel went: both end the copy, neither is a fault.
            }
        });
        Thread output = Thread.ofVirtual().start(() -> hand(started.getInputStream(), stream(out)));
        Thread errors = Thread.ofVirtual().start(() -> hand(started.getErrorStream(), stream(err)));
        try {
            output.join();
            errors.join();
            int code = started.waitFor();
            if (script != null) {
                Files.deleteIfExists(script);
            }
            finish(code);
        } catch (InterruptedException | IOException e) {
            kill(started);
            finish(1);
        } finally {
            input.interrupt();
        }
    }

    /** Hands a stream on; when the channel takes no more, what is left is still read, so that the program can end. */
    private static void hand(InputStream from, OutputStream to) {
        try {
            copy(from, to);
        } catch (IOException _) {
            try {
                from.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // The program is gone as well: nothing is left to read.
            }
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[32 << 10];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    private void finish(int code) {
        if (!ended) {
            ended = true;
            ExitCallback callback = exit;
            if (callback != null) {
                callback.onExit(code);
            }
        }
    }

    /** The channel is closed: the program gets the end of its input, then TERM, then KILL, as under sshd. */
    @Override
    public void destroy(ChannelSession channel) {
        Process started = process;
        if (started == null || !started.isAlive()) {
            return;
        }
        Thread.ofVirtual().name("lab-stop").start(() -> {
            try {
                started.getOutputStream().close();
                if (!started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    kill(started);
                }
            } catch (IOException | InterruptedException e) {
                kill(started);
            }
        });
    }

    static void kill(Process started) {
        List<ProcessHandle> all = started.descendants().toList();
        started.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static <T> T stream(@Nullable T stream) {
        return Objects.requireNonNull(stream);
    }
}
