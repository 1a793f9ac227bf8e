package fr.touchweb.console.core.ssh.hostkey;

/** The person's side of host keys. */
@FunctionalInterface
public interface HostKeyAsker {
    /** Nobody to ask: nothing is accepted. */
    HostKeyAsker NOBODY = question -> false;

    /**
     * Asks about a first contact, or tells that a key was refused for good. Called on the thread that connects, after the
     * connection was closed; may block for as long as the person needs.
     *
     * @return whether the person compared the key and trusts it; of no effect unless
     *         {@link HostKeyQuestion#mayBeAccepted}
     */
    boolean accepts(HostKeyQuestion question) throws InterruptedException;
}
