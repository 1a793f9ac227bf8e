package fr.touchweb.console.core.ssh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, before {@code ssh_config} is asked. Two targets that are equal after resolution share one
 * connection.
 *
 * @param name what people call it (the fleet's server id)
 * @param host name, address or {@code ssh_config} alias
 * @param port TCP port, null for what {@code ssh_config} says, else 22
 * @param user login, null for what {@code ssh_config} says, else the local one
 * @param jump hosts to pass through, the nearest to us first; empty for what {@code ssh_config} says
 */
public record SshTarget(String name, String host, @Nullable Integer port, @Nullable String user,
        List<SshTarget> jump) {
    public SshTarget {
        jump = List.copyOf(jump);
    }
}
