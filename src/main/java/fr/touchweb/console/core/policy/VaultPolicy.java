package fr.touchweb.console.core.policy;

import java.util.Objects;

/**
 * How secrets are kept at rest.
 *
 * @param memoryMebibytes memory that trying one password takes (Argon2id, RFC 9106), 8 to 1024
 * @param passes over that memory, 1 to 20
 * @param lanes at once, 1 to 16
 * @param passwordBits least strength of the vault's own password (CNIL 2022-100: 80)
 * @param generatedLength characters of a password that the console makes, 12 or more (H07: 30)
 * @param clipboardSeconds a copied secret stays on the clipboard
 * @param handOverDays a hand-over file is good for, by the note in it
 * @param keyring whether the keyring of the desktop session may open the vault, which whoever opens the session then can
 * @param keyringSeconds for the person's answer to the keyring's own question
 * @param lock when the console locks, and what unlocks it
 */
public record VaultPolicy(int memoryMebibytes, int passes, int lanes, int passwordBits, int generatedLength,
        int clipboardSeconds, int handOverDays, boolean keyring, int keyringSeconds, LockPolicy lock) {
    public VaultPolicy {
        Policy.require(memoryMebibytes >= 8 && memoryMebibytes <= 1024, "8 <= memoryMebibytes <= 1024");
        Policy.require(passes >= 1 && passes <= 20, "1 <= passes <= 20");
        Policy.require(lanes >= 1 && lanes <= 16, "1 <= lanes <= 16");
        Policy.require(passwordBits >= 0 && generatedLength >= 12, "passwordBits >= 0, generatedLength >= 12");
        Policy.require(clipboardSeconds > 0, "clipboardSeconds > 0");
        Policy.require(handOverDays > 0 && keyringSeconds > 0, "handOverDays > 0, keyringSeconds > 0");
        Objects.requireNonNull(lock, "lock");
    }
}
