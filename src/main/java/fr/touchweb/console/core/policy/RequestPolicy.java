package fr.touchweb.console.core.policy;

import java.time.Duration;
import java.util.List;

/**
 * Politeness and limits of requests to sites (reference design rules B8 and C2): a console that asks too fast is banned
 * like anybody else.
 *
 * @param perHost most requests of one run to one host
 * @param pauseMillis between two requests to one site, on average
 * @param burst requests that may follow each other at once at the start of a run, as a browser follows a chain; the time
 *        that they saved is waited for before the next one
 * @param stopStatuses answers after which a host is left alone
 * @param resolveMillis longest look-up of a name
 * @param attemptMillis head start of one address of a name over the next (RFC 8305: 250)
 * @param connectMillis longest TCP or TLS handshake
 * @param answerMillis longest silence
 * @param wholeMillis longest request in all
 * @param startMillis longest time for the first bytes of a body once the head is there
 * @param headBytes longest head
 * @param startBytes bytes of a body that are read to tell its producer
 * @param bodyMegabytes bytes of a body that are read for its digest
 * @param sshMillis longest command on a server beside curl
 */
public record RequestPolicy(int perHost, int pauseMillis, int burst, List<Integer> stopStatuses, int resolveMillis,
        int attemptMillis, int connectMillis, int answerMillis, int wholeMillis, int startMillis, int headBytes,
        int startBytes, int bodyMegabytes, int sshMillis) {
    public RequestPolicy {
        stopStatuses = List.copyOf(stopStatuses);
        Policy.require(perHost > 0, "perHost > 0");
        Policy.require(pauseMillis >= 0 && burst > 0, "pauseMillis >= 0, burst > 0");
        Policy.require(resolveMillis > 0 && attemptMillis > 0 && connectMillis > 0 && answerMillis > 0
                && answerMillis <= wholeMillis && startMillis > 0 && sshMillis > 0,
                "deadlines > 0, answerMillis <= wholeMillis");
        Policy.require(headBytes >= 1024 && startBytes >= 1024, "headBytes and startBytes >= 1024");
        Policy.require(bodyMegabytes > 0 && bodyMegabytes <= 1024, "0 < bodyMegabytes <= 1024");
    }

    public Duration pause() {
        return Duration.ofMillis(pauseMillis);
    }

    public int bodyBytes() {
        return (int) Math.min(Integer.MAX_VALUE - 8L, (long) bodyMegabytes << 20);
    }
}
