package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.text.MaskedLogin;
import fr.touchweb.console.core.text.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ids, hosts, logins, paths and addresses may look like. Each check gives null, or what is wrong. Hosts and logins
 * end up on the command line of {@code ssh}, so what it would take for an option is refused here.
 */
public final class Names {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.@+-]{0,63}\\$?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_\\p{L}\\[:][\\p{L}\\p{N}._:%\\[\\]-]{0,252}");
    private static final Set<String> SCOPES = Set.of("ids", "ssh", "ftp", "pma", "backoffice");

    private Names() {}

    public static @Nullable Message id(@Nullable String id) {
        return id == null || id.isEmpty()
                ? Message.of("fleet.check.missing")
                : ID.matcher(id).matches() ? null : Message.of("fleet.check.id", id);
    }

    public static @Nullable Message host(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            return Message.of("fleet.check.missing");
        }
        if (host.startsWith("-")) {
            return Message.of("fleet.check.dash", host);
        }
        if (host.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            return Message.of("fleet.check.blank", host);
        }
        return HOST.matcher(host).matches() ? null : Message.of("fleet.check.host", host);
    }

    public static @Nullable Message login(String login) {
        return login.startsWith("-")
                ? Message.of("fleet.check.dash", login)
                : LOGIN.matcher(login).matches() ? null : Message.of("fleet.check.login", login);
    }

    public static @Nullable Message port(int port) {
        return port >= 1 && port <= 65535 ? null : Message.of("fleet.check.port", String.valueOf(port));
    }

    public static @Nullable Message path(@Nullable String path) {
        return path == null || path.isEmpty()
                ? Message.of("fleet.check.missing")
                : path.startsWith("/") && path.indexOf('\0') < 0 ? null : Message.of("fleet.check.path", path);
    }

    /** A log: the path of a file, or a journal of systemd ({@code journal}, {@code journal:nginx.service}). */
    public static @Nullable Message log(@Nullable String path) {
        boolean journal = path != null && (path + ":").matches("journal[:,].*") && path.indexOf('\0') < 0;
        return journal ? null : path(path);
    }

    public static @Nullable Message url(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getUserInfo() != null) {
                return Message.of("fleet.check.urlSecret");
            }
            return web && uri.getHost() != null ? null : Message.of("fleet.check.url", MaskedLogin.ofAddress(url));
        } catch (URISyntaxException e) {
            return Message.of("fleet.check.url", MaskedLogin.ofAddress(url));
        }
    }

    /** Where a door can be tried: a page, or a server of SSH or FTP. */
    static @Nullable Message place(String url) {
        try {
            URI uri = new URI(url);
            boolean other = "ssh".equals(uri.getScheme()) || "ftp".equals(uri.getScheme());
            if (other && uri.getUserInfo() != null) {
                return Message.of("fleet.check.urlSecret");
            }
            return other && uri.getHost() != null ? null : url(url);
        } catch (URISyntaxException e) {
            return Message.of("fleet.check.url", url);
        }
    }

    static @Nullable Message scope(@Nullable String scope) {
        return scope == null
                ? Message.of("fleet.check.missing")
                : SCOPES.contains(scope) ? null : Message.of("fleet.check.scope", scope);
    }
}
