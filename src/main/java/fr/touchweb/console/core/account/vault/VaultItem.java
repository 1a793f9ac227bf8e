package fr.touchweb.console.core.account.vault;

import java.time.Instant;

/**
 * What is known of a secret without the secret.
 *
 * @param name unique in the vault; for what the console uses by itself the name that it asks by
 * @param user login that goes with it, empty for none
 * @param changed when the secret was last set, to the millisecond
 */
public record VaultItem(String name, Kind kind, String user, String note, Instant changed) {
    /** What a secret opens. */
    public enum Kind {
        PASSWORD, PASSPHRASE, LINK, OTHER
    }
}
