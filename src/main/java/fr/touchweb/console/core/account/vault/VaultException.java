package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.text.Message;

/** A sealed file that cannot be opened; the file itself is left as it is. */
public final class VaultException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** The password does not open this file. */
        WRONG_PASSWORD,
        /** The file was cut or changed. */
        DAMAGED,
        /** A newer console wrote it. */
        NEWER,
        /** The one-time code or the recovery code is not right. */
        WRONG_CODE,
        /** The day of a hand-over file has passed. */
        OVER,
        /** The keyring of the desktop session does not open the vault, or no more. */
        KEYRING
    }

    private final Reason reason;
    private final transient Message text;

    public VaultException(Reason reason, Message text) {
        super(text.key());
        this.reason = reason;
        this.text = text;
    }

    public Reason reason() {
        return reason;
    }

    public Message text() {
        return text;
    }
}
