package fr.touchweb.console.core.account.vault;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes of a sealed file: a line that names the kind, a line of JSON with what is needed to open it (version, cost, salt,
 * nonce, proof of the password), then the content under AES-256-GCM with both lines as associated data: nothing of the
 * file can be changed unnoticed.
 */
final class SealedFile {
    private static final int VERSION = 1;
    private static final int SALT = 16;
    private static final int LONGEST_HEADER = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedFile() {}

    /** What a sealed file is; its first line says so. */
    enum Kind {
        VAULT("tw-console vault\n"), HAND_OVER("tw-console hand-over\n");

        private final String magic;

        Kind(String magic) {
            this.magic = magic;
        }
    }

    static byte[] newSalt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /**
     * Seals a content; each call takes a nonce of its own.
     *
     * @param note stands in the header, where anybody reads it and nobody changes it; empty for none
     */
    static byte[] seal(Kind kind, String note, Hardening cost, byte[] salt, SealKeys keys, byte[] content) {
        byte[] nonce = new byte[SealKeys.NONCE];
        RANDOM.nextBytes(nonce);
        ObjectNode header = JSON.createObjectNode().put("version", VERSION)
                .put("memoryMebibytes", cost.memoryMebibytes()).put("passes", cost.passes())
                .put("lanes", cost.lanes()).put("salt", text(salt)).put("nonce", text(nonce))
                .put("proof", text(keys.proof()));
        if (!note.isEmpty()) {
            header.put("note", note);
        }
        byte[] head = (kind.magic + header + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] sealed = keys.encrypt(nonce, head, content);
        byte[] all = Arrays.copyOf(head, head.length + sealed.length);
        System.arraycopy(sealed, 0, all, head.length, sealed.length);
        return all;
    }

    /**
     * What an opened file gave; the caller wipes the content and closes the keys.
     *
     * @param salt the one of the keys
     * @param note of the header
     */
    record Opened(Hardening cost, byte[] salt, SealKeys keys, byte[] content, String note) {}

    /** What a password or a keyring makes the keys of a file from. */
    @FunctionalInterface
    private interface Keys {
        SealKeys of(Hardening cost, byte[] salt);
    }

    /** Takes as long as the file's header says. */
    static Opened open(Kind kind, byte[] file, char[] password) throws VaultException {
        return open(kind, file, (cost, salt) -> cost.keys(password, salt),
                new VaultException(VaultException.Reason.WRONG_PASSWORD, Message.of("vault.wrongPassword")));
    }

    /** Opens with keys that were kept elsewhere, which are closed where they do not fit. */
    static Opened open(Kind kind, byte[] file, SealKeys keys) throws VaultException {
        return open(kind, file, (cost, salt) -> keys, KeyringSeal.unusable());
    }

    private static Opened open(Kind kind, byte[] file, Keys made, VaultException wrong) throws VaultException {
        int end = headEnd(kind, file);
        JsonNode header = header(
                new String(file, kind.magic.length(), end - kind.magic.length(), StandardCharsets.UTF_8));
        if (header.path("version").asInt() > VERSION) {
            throw new VaultException(VaultException.Reason.NEWER, Message.of("vault.newer"));
        }
        Hardening cost = Hardening.read(header.path("memoryMebibytes").asInt(), header.path("passes").asInt(),
                header.path("lanes").asInt());
        byte[] salt = bytes(header, "salt", SALT);
        byte[] nonce = bytes(header, "nonce", SealKeys.NONCE);
        byte[] proof = bytes(header, "proof", 16);
        SealKeys keys = made.of(cost, salt);
        try {
            if (!MessageDigest.isEqual(keys.proof(), proof)) {
                throw wrong;
            }
            byte[] content = keys.decrypt(nonce, Arrays.copyOf(file, end), Arrays.copyOfRange(file, end, file.length));
            return new Opened(cost, salt, keys, content, header.path("note").asText(""));
        } catch (GeneralSecurityException e) {
            keys.close();
            throw damaged();
        } catch (VaultException e) {
            keys.close();
            throw e;
        }
    }

    private static int headEnd(Kind kind, byte[] file) throws VaultException {
        byte[] magic = kind.magic.getBytes(StandardCharsets.US_ASCII);
        if (file.length < magic.length || !Arrays.equals(magic, 0, magic.length, file, 0, magic.length)) {
            throw damaged();
        }
        for (int i = magic.length; i < Math.min(file.length, LONGEST_HEADER); i++) {
            if (file[i] == '\n') {
                return i + 1;
            }
        }
        throw damaged();
    }

    private static JsonNode header(String line) throws VaultException {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw damaged();
        }
    }

    private static byte[] bytes(JsonNode header, String name, int length) throws VaultException {
        try {
            byte[] bytes = Base64.getDecoder().decode(header.path(name).asText());
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        throw damaged();
    }

    static VaultException damaged() {
        return new VaultException(VaultException.Reason.DAMAGED, Message.of("vault.damaged"));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
