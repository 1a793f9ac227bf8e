package fr.touchweb.console.core.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as an argument vector. It is never built by pasting text together: {@link ShellQuoting} alone turns it into
 * a line for the far shell.
 *
 * @param argv program and arguments; no NUL, not empty
 * @param stdin bytes given to its standard input, then closed
 * @param limit longest time it may take when run with {@link RemoteHost#run}
 * @param outputLimit bytes of standard output kept; the rest is read and counted as truncated
 */
public record Command(List<String> argv, byte[] stdin, Duration limit, int outputLimit) {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);
    private static final int DEFAULT_OUTPUT = 8 << 20;

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        for (String argument : argv) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a command argument holds NUL");
            }
        }
    }

    public static Command of(String... argv) {
        return new Command(List.of(argv), new byte[0], DEFAULT_LIMIT, DEFAULT_OUTPUT);
    }

    /** A POSIX shell script of the console's own, with arguments that reach it as {@code $1}, {@code $2}, ... */
    public static Command script(String text, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(List.of(arguments));
        return new Command(argv, new byte[0], DEFAULT_LIMIT, DEFAULT_OUTPUT);
    }

    public Command withStdin(byte[] bytes) {
        return new Command(argv, bytes.clone(), limit, outputLimit);
    }

    public Command withLimit(Duration value) {
        return new Command(argv, stdin, value, outputLimit);
    }

    public Command withOutputLimit(int bytes) {
        return new Command(argv, stdin, limit, bytes);
    }
}
