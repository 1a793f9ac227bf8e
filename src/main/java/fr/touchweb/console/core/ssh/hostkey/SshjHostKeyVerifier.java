package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Judges the key of one connection, at once and without asking anybody: it runs on the library's reader thread. The
 * verdict is kept for whoever opened the connection. One for each connection. The library's own certificate check is to
 * be off ({@code Config.setVerifyHostKeyCertificates(false)}): it compares the name of the socket, which is wrong for an
 * alias and behind a bastion, and ends the connection without a verdict.
 */
public final class SshjHostKeyVerifier implements HostKeyVerifier {
    private final KnownHosts hosts;
    private final String host;
    private final int port;
    private final Clock clock;
    private volatile @Nullable HostKeyVerdict verdict;

    /**
     * @param host name to look up, whatever the socket is connected to: a host behind a bastion, or its alias
     */
    public SshjHostKeyVerifier(KnownHosts hosts, String host, int port, Clock clock) {
        this.hosts = hosts;
        this.host = host;
        this.port = port;
        this.clock = clock;
    }

    /** What was found, empty while the server has not shown a key. */
    public Optional<HostKeyVerdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    @Override
    public boolean verify(String hostname, int ignored, PublicKey key) {
        try {
            KeyBlob blob = KeyBlob.of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
            HostKeyVerdict found = hosts.verdict(host, port, blob, clock.instant());
            verdict = found;
            return found instanceof HostKeyVerdict.Ok;
        } catch (WireException e) {
            return false; // a key without a type: the connection ends, and no verdict tells that nothing was shown
        }
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int ignored) {
        return hosts.preferredAlgorithms(host, port);
    }
}
