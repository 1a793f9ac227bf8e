package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.text.Message;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How dear it is to try one password: the cost of Argon2id (RFC 9106). It stands in the header of every sealed file, so
 * that a file stays readable when the policy asks for more.
 *
 * @param memoryMebibytes 8 to 1024
 * @param passes 1 to 20
 * @param lanes 1 to 16
 */
public record Hardening(int memoryMebibytes, int passes, int lanes) {
    private static final int KEY = 32;

    public Hardening {
        if (memoryMebibytes < 8 || memoryMebibytes > 1024 || passes < 1 || passes > 20 || lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException("Argon2id: 8..1024 MiB, 1..20 passes, 1..16 lanes");
        }
    }

    /** As read from a file, whose figures a stranger may have written. */
    static Hardening read(int memoryMebibytes, int passes, int lanes) throws VaultException {
        try {
            return new Hardening(memoryMebibytes, passes, lanes);
        } catch (IllegalArgumentException e) {
            throw new VaultException(VaultException.Reason.DAMAGED, Message.of("vault.damaged"));
        }
    }

    /** Takes about a second with the figures of the policy; the caller closes the keys. */
    SealKeys keys(char[] password, byte[] salt) {
        byte[] bytes = SecretBytes.utf8(password);
        byte[] both = new byte[2 * KEY];
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memoryMebibytes * 1024)
                    .withIterations(passes).withParallelism(lanes).withSalt(salt).build());
            generator.generateBytes(bytes, both);
            return new SealKeys(java.util.Arrays.copyOfRange(both, 0, KEY),
                    java.util.Arrays.copyOfRange(both, KEY, 2 * KEY));
        } finally {
            SecretBytes.wipe(bytes);
            SecretBytes.wipe(both);
        }
    }
}
