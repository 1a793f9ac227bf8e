package fr.touchweb.console.core.binlog;

import org.jspecify.annotations.Nullable;

/**
 * A login on the database server of a machine, to ask for column names. Kept in memory only; the password goes to the
 * client's standard input, never into an argument or a file.
 *
 * @param socket path of the server's socket, null for the client's own default
 */
public record DatabaseLogin(String user, char[] password, @Nullable String socket) {
    @Override
    public String toString() {
        return "DatabaseLogin[" + user + "]";
    }
}
