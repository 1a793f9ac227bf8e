package fr.touchweb.console.core.ssh.auth;

import java.io.IOException;

/** The ssh-agent is not there, does not answer, or refuses. */
public final class AgentException extends IOException {
    private static final long serialVersionUID = 1;

    public AgentException(String message) {
        super(message);
    }
}
