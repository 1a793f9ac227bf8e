package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that may have answered, as far as the person may look into it.
 *
 * @param id of the server
 * @param host the door to it
 * @param logs paths of its web logs, with {@code *} and {@code ?} in the last part
 * @param root folder of the site's files there, null when the fleet does not tell
 */
public record ServerSide(String id, RemoteHost host, List<String> logs, @Nullable String root) {
    public ServerSide {
        logs = List.copyOf(logs);
    }
}
