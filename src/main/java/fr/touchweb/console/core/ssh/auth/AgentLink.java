package fr.touchweb.console.core.ssh.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A way to one agent: one request, one answer, over a connection of its own. Safe on any thread. */
interface AgentLink {
    /** As OpenSSH's agent: longer messages are a fault on either side. */
    int LARGEST_MESSAGE = 256 * 1024;
    String WINDOWS_PIPE = "\\\\.\\pipe\\";

    /**
     * @param request without its length
     * @return the answer without its length
     * @throws IOException when the agent is not there, closes, or the limit passes
     */
    byte[] call(byte[] request, Duration limit) throws IOException, InterruptedException;

    /** The link to an agent's address: a Unix socket, or a named pipe of Windows. */
    static AgentLink to(Path address) {
        String name = address.toString();
        return name.startsWith(WINDOWS_PIPE) ? new PipeLink(name) : new SocketLink(address);
    }

    /** The length in front of an answer, checked. */
    static int checkedLength(int length) throws IOException {
        if (length < 1 || length > LARGEST_MESSAGE) {
            throw new AgentException("an answer of " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }
}
