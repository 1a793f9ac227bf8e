package fr.touchweb.console.core.diagnose.redirect;

/**
 * One timed request, times in milliseconds.
 *
 * @param role what it was made for
 * @param connect TCP handshake
 * @param waiting from the last byte sent to the first received
 * @param server {@code waiting} less the round trip; may be below 0 by the noise of the link
 * @param dropped whether it is left out: its handshake was retransmitted, or its answer was another one
 */
public record Sample(Role role, double connect, double waiting, double server, boolean dropped) {

    /** What a request was made for. */
    public enum Role {
        /** Discarded: it pays for what is cold on the server. */
        WARM_UP,
        /** The address in question. */
        TARGET,
        /** Something that no application answers, on the same host. */
        CONTROL
    }
}
