package fr.touchweb.console.cli;

import fr.touchweb.console.core.binlog.DatabaseLogin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A login on the database server of the machine: for the column names of today, and for logs that only the server can
 * decrypt. The password is the first line of standard input, or asked for on the terminal; it is no argument.
 */
final class DatabaseOptions {
    private static final int LONGEST = 1024;

    @Option(names = "--database-user", paramLabel = "NAME", descriptionKey = "cli.binlog.databaseUser")
    @Nullable
    private String user;

    @Option(names = "--database-socket", paramLabel = "PATH|HOST[:PORT]", descriptionKey = "cli.binlog.databaseSocket")
    @Nullable
    private String address;

    @Option(names = "--password-stdin", descriptionKey = "cli.binlog.passwordStdin")
    private boolean passwordStdin;

    private char @Nullable [] password;

    /** Whether a user was named. */
    boolean named() {
        return user != null;
    }

    /** A copy that the caller wipes; null when no user was named. */
    synchronized @Nullable DatabaseLogin login(Terminal terminal) {
        if (user == null) {
            return null;
        }
        if (password == null) {
            try {
                password = passwordStdin
                        ? firstLine(terminal.in())
                        : Objects.requireNonNullElse(
                                new TerminalSecrets(System.console(), terminal.texts()).database(user), new char[0]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new DatabaseLogin(user, password.clone(), address);
    }

    /** Overwrites the password; call it when the verb is done. */
    synchronized void wipe() {
        if (password != null) {
            Arrays.fill(password, '\0');
        }
    }

    private static char[] firstLine(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        for (int b = in.read(); b >= 0 && b != '\n' && length < bytes.length; b = in.read()) {
            bytes[length++] = (byte) b;
        }
        char[] line = new String(bytes, 0, length, StandardCharsets.UTF_8).toCharArray();
        Arrays.fill(bytes, (byte) 0);
        return line;
    }
}
