package fr.touchweb.console.core.ssh.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shared connection at one moment.
 *
 * @param names servers that use it, as people call them
 * @param route {@code user@host:port}, jump hosts first
 * @param bytesReceived since the console started, all its TCP connections together
 * @param bytesSent likewise
 * @param connections TCP connections open now
 * @param channels channels open now
 * @param server what the server calls itself, null before it did
 * @param algorithms negotiated key exchange and cipher, null before that
 * @param legacy whether SHA-1 was allowed for this host
 * @param banner what the server shows before a login, null for nothing
 */
public record ConnectionSnapshot(List<String> names, String route, ConnectionState state, long bytesReceived,
        long bytesSent, int connections, int channels, @Nullable String server, @Nullable String algorithms,
        boolean legacy, @Nullable String banner) {
    public ConnectionSnapshot {
        names = List.copyOf(names);
    }
}
