package fr.touchweb.console.core.ssh;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts programs of this machine, each at the head of a session and process group of its own where {@code setsid} is
 * there, so that all that it starts can be ended with it.
 */
final class LocalPrograms {
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private final String path;
    private final @Nullable Path setsid;
    private final @Nullable Path shell;

    LocalPrograms(Map<String, String> environment) {
        String own = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        this.path = File.separatorChar == '/' ? own + ":" + String.join(":", SYSTEM_FOLDERS) : own;
        this.setsid = find("setsid").orElse(null);
        this.shell = find("sh").orElse(null);
    }

    /** A program's full path, from PATH and the system folders. */
    Optional<Path> find(String program) {
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
                .filter(Files::isExecutable).findFirst();
    }

    boolean hasShell() {
        return shell != null;
    }

    /** Whether a stopped command takes all its children along, even those that its shell has left. */
    boolean ownsGroups() {
        return setsid != null && shell != null;
    }

    /**
     * Starts a program.
     *
     * @param plainLocale whether LC_ALL=C is set, as it is for everything whose output is parsed
     */
    Process start(List<String> argv, boolean plainLocale) throws IOException {
        List<String> line = new ArrayList<>();
        if (setsid != null) {
            line.addAll(List.of(setsid.toString(), "--"));
        }
        line.addAll(shell == null || passable(argv) ? argv : inAscii(argv));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("PATH", path);
        if (plainLocale) {
            builder.environment().put("LC_ALL", "C");
        }
        return builder.start();
    }

    /** Ends a program with everything that it started. */
    void kill(Process process) {
        // Collected first: once the parent is gone, its children are no longer found below it.
        List<ProcessHandle> tree = process.descendants().toList();
        if (ownsGroups()) {
            try {
                new ProcessBuilder("sh", "-c", "kill -KILL -\"$1\" 2>&-", "sh", Long.toString(process.pid())).start()
                        .waitFor();
            } catch (IOException _) {
                process.destroyForcibly();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean passable(List<String> argv) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return charset.equals(StandardCharsets.UTF_8)
                || argv.stream().allMatch(argument -> charset.newEncoder().canEncode(argument));
    }

    /**
     * The same command as an argument vector of ASCII only. Java passes arguments on in the encoding of the locale, and
     * would put a question mark for each letter that the C locale lacks.
     */
    private static List<String> inAscii(List<String> argv) {
        StringBuilder octal = new StringBuilder();
        for (byte b : ("exec " + ShellQuoting.line(argv)).getBytes(StandardCharsets.UTF_8)) {
            octal.append("\\0").append(b >> 6 & 3).append(b >> 3 & 7).append(b & 7);
        }
        return List.of("sh", "-c", "eval \"$(printf %b \"$1\")\"", "sh", octal.toString());
    }
}
