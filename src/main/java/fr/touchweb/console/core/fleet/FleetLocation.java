package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.MaskedLogin;
import fr.touchweb.console.core.text.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a fleet is: a file or folder of this machine, or of another by {@code sftp://[user@]host[:port]/path}. */
public sealed interface FleetLocation {

    record Local(Path path) implements FleetLocation {}

    record Remote(SshTarget target, String path, String address) implements FleetLocation {}

    /**
     * Reads what a person wrote after {@code --fleet}.
     *
     * @throws DocumentException when it is no location
     */
    static FleetLocation parse(String text) throws DocumentException {
        if (!text.startsWith("sftp:")) {
            try {
                return new Local(Path.of(text));
            } catch (InvalidPathException e) {
                throw new DocumentException(text, "", 0, Message.of("fleet.store.location", text));
            }
        }
        try {
            URI uri = new URI(text);
            @Nullable
            String host = uri.getHost();
            @Nullable
            String user = uri.getUserInfo();
            boolean holds = host != null && uri.getPath() != null && uri.getPath().length() > 1
                    && Names.host(host) == null && (user == null || Names.login(user) == null)
                    && uri.getQuery() == null && uri.getFragment() == null;
            if (!holds || host == null) {
                throw refused(text);
            }
            String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new Remote(new SshTarget(plain, plain, uri.getPort() < 0 ? null : uri.getPort(), user,
                    java.util.List.of()), uri.getPath(), text);
        } catch (URISyntaxException e) {
            throw refused(text);
        }
    }

    private static DocumentException refused(String text) {
        String shown = MaskedLogin.ofAddress(text);
        return new DocumentException(shown, "", 0, Message.of("fleet.store.location", shown));
    }

    /**
     * The files there.
     *
     * @param hosts opens machines; connecting happens at the first use
     */
    default FleetFiles files(Function<SshTarget, RemoteHost> hosts, FleetPolicy policy) {
        return switch (this) {
            case Local(Path path) -> new LocalFleetFiles(path);
            case Remote(SshTarget target, String path, String address) -> new RemoteFleetFiles(hosts.apply(target),
                    path, address, policy.lock());
        };
    }

    /** Where documents of another machine are copied to, null for those of this one. */
    default @Nullable Path copy(Path state) {
        return this instanceof Remote ? state.resolve("fleet-copy.json") : null;
    }

    /** Whether a file of a folder is one of its documents. */
    static boolean isDocument(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.toLowerCase(Locale.ROOT).endsWith(".json") && !last.startsWith(".");
    }
}
