package fr.touchweb.console.core.diagnose.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and all that is known of it. With a problem of the certificate and an answer at once, the person chose to
 * go on.
 *
 * @param address what was asked
 * @param started when
 * @param candidates addresses that the name has, in the order in which they were tried; empty when it was pinned
 * @param peer the address and port that was connected to, null when none was
 * @param deadAddresses addresses tried before {@code peer} that did not connect
 * @param tls null over clear text
 * @param answer null when none came
 * @param problem null when all went well
 * @param command the same request for a shell, without secrets
 */
public record Probe(WebAddress address, Instant started, List<InetAddress> candidates, @Nullable InetSocketAddress peer,
        List<InetAddress> deadAddresses, Phases phases, @Nullable TlsFacts tls, @Nullable HttpAnswer answer,
        @Nullable ProbeProblem problem, String command) {
    public Probe {
        candidates = List.copyOf(candidates);
        deadAddresses = List.copyOf(deadAddresses);
    }

    public int status() {
        return answer == null ? -1 : answer.status();
    }
}
