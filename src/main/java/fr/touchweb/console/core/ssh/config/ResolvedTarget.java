package fr.touchweb.console.core.ssh.config;

import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to connect, after {@code ssh_config} was asked. Host keys are always checked strictly, whatever
 * {@code StrictHostKeyChecking} says.
 *
 * @param target what was asked for
 * @param hostName name or address to connect to, never an alias
 * @param port TCP port
 * @param user login on the machine
 * @param hostKeyAlias name to look up in known_hosts instead, without port
 * @param identityFiles private key files in their order
 * @param identitiesNamed whether the configuration names those files; else they are the usual ones and may be absent
 * @param certificateFiles certificates named beside the keys
 * @param identitiesOnly whether agent keys other than those of the named files are kept back
 * @param agentSocket socket of the ssh-agent, null for none
 * @param knownHosts files to look host keys up in, the console's own first
 * @param revokedKeys files of keys that are never to be accepted; one that cannot be read refuses every host
 * @param via host to pass through, null for a direct connection; it may have one of its own
 * @param proxyCommand program that the configuration wants instead of a connection; the console does not run it
 * @param notes what the person should know about how this was found out
 */
public record ResolvedTarget(SshTarget target, String hostName, int port, String user, @Nullable String hostKeyAlias,
        List<Path> identityFiles, boolean identitiesNamed, List<Path> certificateFiles, boolean identitiesOnly,
        @Nullable Path agentSocket, List<Path> knownHosts, List<Path> revokedKeys, @Nullable ResolvedTarget via,
        @Nullable String proxyCommand, List<Message> notes) {
    private static final int DEFAULT_PORT = 22;

    public ResolvedTarget {
        identityFiles = List.copyOf(identityFiles);
        certificateFiles = List.copyOf(certificateFiles);
        knownHosts = List.copyOf(knownHosts);
        revokedKeys = List.copyOf(revokedKeys);
        notes = List.copyOf(notes);
    }

    /** Name under which known_hosts is asked. */
    public String lookupHost() {
        return hostKeyAlias == null ? hostName : hostKeyAlias;
    }

    /** Port under which known_hosts is asked; an alias has none, as with OpenSSH. */
    public int lookupPort() {
        return hostKeyAlias == null ? port : DEFAULT_PORT;
    }

    /** Hosts to pass through, the nearest to us first. */
    public List<ResolvedTarget> jumps() {
        List<ResolvedTarget> hops = new ArrayList<>();
        for (ResolvedTarget hop = via; hop != null; hop = hop.via()) {
            hops.addFirst(hop);
        }
        return List.copyOf(hops);
    }

    /** What makes two targets the same connection: {@code user@host:port} of every hop. */
    public String route() {
        String here = user + "@" + hostName + ":" + port;
        return via == null ? here : via.route() + " > " + here;
    }
}
