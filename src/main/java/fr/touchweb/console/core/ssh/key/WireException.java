package fr.touchweb.console.core.ssh.key;

import java.io.IOException;

/** Bytes that are not what they claim to be. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1;

    public WireException(String message) {
        super(message);
    }
}
