package fr.touchweb.console.core.ssh;

import java.util.List;
import java.util.stream.Collectors;

/** The only place that turns arguments into shell text (POSIX shell, single quotes). */
public final class ShellQuoting {
    private ShellQuoting() {}

    /**
     * One argument, quoted so that every POSIX shell passes it on byte for byte.
     *
     * @throws IllegalArgumentException when it holds NUL
     */
    public static String quote(String argument) {
        if (argument.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command argument holds NUL");
        }
        // A word that begins with a dash is no assignment.
        boolean option = argument.startsWith("-");
        if (!argument.isEmpty() && argument.chars().allMatch(c -> isPlain(c) || option && c == '=')) {
            return argument;
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /** An argument vector as one line that a person may paste into a terminal. */
    public static String line(List<String> argv) {
        return argv.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_-./:@%+,".indexOf(c) >= 0;
    }
}
