package fr.touchweb.console.core.ssh.hostkey;

/**
 * A key that a server showed and that was not accepted.
 *
 * @param name what people call the machine
 * @param host name in known_hosts
 * @param port port in known_hosts
 */
public record HostKeyQuestion(String name, String host, int port, HostKeyVerdict verdict) {
    /** {@code host}, with {@code :port} when it is not 22. */
    public String address() {
        return port == 22 ? host : host + ":" + port;
    }

    /** Whether a person may decide at all: a first contact, nothing else. */
    public boolean mayBeAccepted() {
        return verdict instanceof HostKeyVerdict.Unknown;
    }
}
