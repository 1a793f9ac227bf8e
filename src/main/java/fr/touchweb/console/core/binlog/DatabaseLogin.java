package fr.touchweb.console.core.binlog;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A login on the database server of a machine. Kept in memory only; the password reaches a client in an option file, on
 * standard input or private, never in an argument.
 *
 * @param address path of the server's socket, or {@code host}, {@code host:port}, {@code [address]:port}, which a jail
 *        without the socket needs; null for the client's own default
 */
public record DatabaseLogin(String user, char[] password, @Nullable String address) {
    private static final Pattern HOST = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+))(?::(\\d{1,5}))?");

    /** Options that name the server, without dashes: {@code socket=/run/mysqld/mysqld.sock}. */
    private List<String> server() {
        if (address == null) {
            return List.of();
        }
        Matcher host = HOST.matcher(address);
        if (address.startsWith("/") || !host.matches()) {
            return List.of("socket=" + address);
        }
        List<String> options = new ArrayList<>(
                List.of("host=" + (host.group(1) == null ? host.group(2) : host.group(1)), "protocol=tcp"));
        if (host.group(3) != null) {
            options.add("port=" + host.group(3));
        }
        return options;
    }

    /** Arguments with which a person logs in by hand; the client asks for the password. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--user=" + user, "--password"));
        server().forEach(option -> arguments.add("--" + option));
        return arguments;
    }

    /** An option file, to be wiped; its values are quoted, because a password may hold anything. */
    byte[] optionFile() {
        StringBuilder head = new StringBuilder(
                "[mysql]\ndefault-character-set=utf8mb4\n[client]\n"); // mysqlbinlog refuses a charset in [client]
        head.append(line("user=" + user));
        server().forEach(option -> head.append(line(option)));
        byte[] before = head.append("password=\"").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer secret = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        ByteBuffer all = ByteBuffer.allocate(before.length + secret.remaining() * 2 + 2);
        all.put(before);
        while (secret.hasRemaining()) {
            byte b = secret.get();
            if (b == '"' || b == '\\' || b == '\n') {
                all.put((byte) '\\');
            }
            all.put(b == '\n' ? (byte) 'n' : b);
        }
        Arrays.fill(secret.array(), (byte) 0);
        all.put((byte) '"').put((byte) '\n');
        byte[] file = Arrays.copyOf(all.array(), all.position());
        Arrays.fill(all.array(), (byte) 0);
        return file;
    }

    private static String line(String option) {
        int equals = option.indexOf('=');
        return option.substring(0, equals + 1) + '"'
                + option.substring(equals + 1).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + "\"\n";
    }

    /** Overwrites the password of this copy. */
    public void wipe() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "DatabaseLogin[" + user + "]";
    }
}
