package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.fleet.Server;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a door can be tried.
 *
 * @param url {@code http}, {@code https}, {@code ssh} or {@code ftp}
 */
record DoorTarget(URI url) {
    private static final int SSH = 22;
    private static final int FTP = 21;

    /** The place that the fleet names, else the usual one of the service; a page must be named. */
    static Optional<DoorTarget> of(Server server, Scope scope) {
        return server.whitelists().stream().filter(list -> list.scope().equals(scope.id()))
                .map(Server.Whitelist::url).filter(Objects::nonNull).findFirst().or(() -> usual(server, scope))
                .map(text -> new DoorTarget(URI.create(text)));
    }

    private static Optional<String> usual(Server server, Scope scope) {
        return switch (scope) {
            case SSH -> Optional.of("ssh://" + server.host() + ":" + Objects.requireNonNullElse(server.port(), SSH));
            case FTP -> Optional.of("ftp://" + server.host() + ":" + FTP);
            case IDS, PMA, BACKOFFICE -> Optional.empty();
        };
    }

    boolean page() {
        return url.getScheme().startsWith("http");
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : switch (url.getScheme()) {
            case "https" -> 443;
            case "ssh" -> SSH;
            case "ftp" -> FTP;
            default -> 80;
        };
    }
}
