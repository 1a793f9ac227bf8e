package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a server alone after a few refused log-ins or host keys in a row. OpenSSH 9.8 and later block an address, and so
 * everybody behind the same bastion, after some of them (PerSourcePenalties, reference ssh 2.9).
 */
final class RefusalBreaker {
    private static final Set<Kind> REFUSALS = EnumSet.of(Kind.AUTHENTICATION, Kind.HOST_KEY_UNKNOWN,
            Kind.HOST_KEY_CHANGED, Kind.HOST_KEY_REVOKED, Kind.HOST_CERTIFICATE);

    private record Count(int refusals, long lastNanos, RemoteException last) {}

    private final int most;
    private final long pauseNanos;
    private final SshClock clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    RefusalBreaker(int most, long pauseMillis, SshClock clock) {
        this.most = most;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        this.clock = clock;
    }

    /** @throws RemoteException of the last refusal's kind while the server is left alone */
    void check(String server) throws RemoteException {
        Count count = counts.get(server);
        if (count == null || count.refusals < most) {
            return;
        }
        long left = pauseNanos - (clock.nanos() - count.lastNanos);
        if (left > 0) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(left) + 1;
            throw new RemoteException(count.last.kind(),
                    Message.of("ssh.error.left-alone", server, Integer.toString(count.refusals), seconds,
                            count.last.text()),
                    count.last);
        }
    }

    void failed(String server, RemoteException failure) {
        if (REFUSALS.contains(failure.kind())) {
            counts.merge(server, new Count(1, clock.nanos(), failure),
                    (old, one) -> new Count(old.refusals + 1, one.lastNanos, failure));
        }
    }

    void succeeded(String server) {
        counts.remove(server);
    }
}
