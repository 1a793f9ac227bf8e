package fr.touchweb.console.core.ssh.transport;

/** Where a connection that is being made stands. */
public enum ConnectStep {
    /** Waits for its turn, out of politeness to the server. */
    QUEUE,
    /** Finds the address, or the way through the jump host. */
    RESOLVE,
    /** Opens the TCP connection. */
    TCP,
    /** Waits for the server to say its version. */
    BANNER,
    /** Exchanges keys and checks the host key. */
    KEX,
    /** Proves who we are. */
    LOGIN
}
