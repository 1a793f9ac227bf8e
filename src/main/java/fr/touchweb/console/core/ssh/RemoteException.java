package fr.touchweb.console.core.ssh;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something remote failed; the kind decides what may happen next, the message says it to a person. */
public final class RemoteException extends IOException {
    private static final long serialVersionUID = 1;

    /** What failed, by what may be done about it. */
    public enum Kind {
        /** No route, refused, name not known. */
        UNREACHABLE(true),
        /** A deadline passed. */
        TIMEOUT(true),
        /** The connection ended. */
        LOST(true),
        /** The server has no room now: MaxStartups, MaxSessions. */
        BUSY(true),
        /** First contact: the key is not known. */
        HOST_KEY_UNKNOWN(false),
        /** The key is another one than the known one. */
        HOST_KEY_CHANGED(false),
        /** The key is revoked. */
        HOST_KEY_REVOKED(false),
        /** The host's certificate does not hold. */
        HOST_CERTIFICATE(false),
        /** Login refused. */
        AUTHENTICATION(false),
        /** Configuration that cannot work. */
        CONFIGURATION(false),
        /** No such file. */
        NO_SUCH_FILE(false),
        /** The account may not. */
        PERMISSION(false),
        /** No room left. */
        DISK_FULL(false),
        /** The file holds something else than the caller saw. */
        CHANGED_MEANWHILE(false),
        /** The server or the account does not offer this. */
        UNSUPPORTED(false),
        /** Anything else that the far side said. */
        PROTOCOL(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether trying again by itself can help; never so for keys, logins and configuration. */
        public boolean retryable() {
            return retryable;
        }
    }

    private final Kind kind;
    private final transient Message text;

    public RemoteException(Kind kind, Message text, @Nullable Throwable cause) {
        super(text.key() + text.arguments(), cause);
        this.kind = kind;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    /** What to tell the person. */
    public Message text() {
        return text;
    }
}
