package fr.touchweb.console.core.ssh;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys and known hosts are used.
 *
 * @param home folder that holds {@code .ssh} (Java property {@code user.home})
 * @param agentSocket Unix socket of the ssh-agent, null for none
 * @param ownKnownHosts the console's own known_hosts, the only one that it writes to
 * @param knownHosts further known_hosts files, read only
 * @param identities private key files tried when {@code ssh_config} names none
 * @param useSshConfig whether {@code ~/.ssh/config} counts (false in the lab)
 */
public record SshEnvironment(Path home, @Nullable Path agentSocket, Path ownKnownHosts, List<Path> knownHosts,
        List<Path> identities, boolean useSshConfig) {
    public SshEnvironment {
        knownHosts = List.copyOf(knownHosts);
        identities = List.copyOf(identities);
    }
}
