package fr.touchweb.console.core.ssh.auth;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyFormat;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.keyprovider.PuTTYKeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/** Opens private key files of every kind that OpenSSH and PuTTY write. */
final class KeyLoader {
    private KeyLoader() {}

    /** A key that is open: its public half as it stands on the wire, and the private one. */
    record Opened(KeyBlob publicKey, PrivateKey privateKey) {}

    /** Gives out one passphrase, once. */
    private record Once(char[] passphrase) implements PasswordFinder {
        @Override
        public char[] reqPassword(Resource<?> resource) {
            return passphrase.clone(); // the library wipes what it gets
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }

    /**
     * @param passphrase empty for none; the caller wipes it
     * @throws IOException when it does not open, mostly for a wrong passphrase
     */
    static Opened open(Path file, char[] passphrase) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            String plain = decrypted(text, passphrase);
            PKCS8KeyFile provider = new PKCS8KeyFile();
            provider.init(plain, null, (PasswordFinder) null);
            return opened(provider);
        }
        KeyFormat format;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            format = KeyProviderUtil.detectKeyFileFormat(reader, false);
        }
        FileKeyProvider provider = switch (format) {
            case OpenSSHv1 -> new OpenSSHKeyV1KeyFile();
            case OpenSSH -> new OpenSSHKeyFile();
            case PKCS8 -> new PKCS8KeyFile();
            case PuTTY -> new PuTTYKeyFile();
            case Unknown -> throw new IOException("no private key that is known here");
        };
        // Old PEM: the library takes the low byte of each character, OpenSSH the bytes of UTF-8.
        char[] secret = text.contains("Proc-Type: 4,ENCRYPTED") ? bytesAsChars(passphrase) : passphrase.clone();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            provider.init(reader, secret.length == 0 ? null : new Once(secret));
            return opened(provider);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static char[] bytesAsChars(char[] text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        char[] chars = new char[bytes.remaining()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes.get() & 0xff);
        }
        Arrays.fill(bytes.array(), (byte) 0);
        return chars;
    }

    private static Opened opened(FileKeyProvider provider) throws IOException {
        try {
            KeyPair pair = new KeyPair(provider.getPublic(), provider.getPrivate());
            KeyBlob blob = KeyBlob
                    .of(new Buffer.PlainBuffer().putPublicKey(pair.getPublic()).getCompactData());
            return new Opened(blob, pair.getPrivate());
        } catch (RuntimeException e) {
            // The library's readers meet damaged files with all kinds of these.
            throw new IOException("the key does not open: " + e.getMessage(), e);
        }
    }

    /** PKCS#8 with PBES2, which the library does not open; the JDK does. */
    private static String decrypted(String text, char[] passphrase) throws IOException {
        byte[] der = null;
        try {
            String base64 = text.replaceAll("(?s).*-----BEGIN ENCRYPTED PRIVATE KEY-----", "")
                    .replaceAll("(?s)-----END.*", "");
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(base64));
            String algorithm = algorithmOf(info);
            PBEKeySpec spec = new PBEKeySpec(passphrase);
            try {
                Cipher cipher = Cipher.getInstance(algorithm);
                cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                        info.getAlgParameters());
                der = info.getKeySpec(cipher).getEncoded();
            } finally {
                spec.clearPassword();
            }
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the key does not open: " + e.getMessage(), e);
        } finally {
            if (der != null) {
                Arrays.fill(der, (byte) 0);
            }
        }
    }

    private static String algorithmOf(EncryptedPrivateKeyInfo info) {
        @Nullable
        Object parameters = info.getAlgParameters();
        // For PBES2 the parameters alone know which digest and cipher; their text is the algorithm's name.
        return info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                ? String.valueOf(parameters)
                : info.getAlgName();
    }
}
