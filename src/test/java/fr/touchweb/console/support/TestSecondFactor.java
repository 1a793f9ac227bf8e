package fr.touchweb.console.support;

import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator of one account, as {@code pam_google_authenticator} knows it, and the person who types its codes
 * (RFC 6238). Computed here, not by what is tested.
 */
public final class TestSecondFactor implements SecretSource, AutoCloseable {
    private static final Path FOLDER = Path.of("/etc/tw-totp");
    private static final int STEP = 30;

    private final byte[] secret = new byte[20];
    private final Path file;
    private final boolean folderIsOurs;
    /** What the server asked, in its own words. */
    public final List<String> asked = new ArrayList<>();
    /** What was answered. */
    public final List<String> given = new ArrayList<>();
    /** What is typed instead of the code of now; null for that code. */
    public volatile @Nullable String typed;

    private TestSecondFactor(String login) throws Exception {
        new SecureRandom().nextBytes(secret);
        file = FOLDER.resolve(login);
        folderIsOurs = Files.notExists(FOLDER);
    }

    /** @param options lines of the file after the secret, without their quotes: {@code DISALLOW_REUSE} */
    public static TestSecondFactor of(String login, String... options) throws Exception {
        RealPeer.requireThat(Files.exists(module()), "this machine has no libpam-google-authenticator");
        TestSecondFactor made = new TestSecondFactor(login);
        Files.createDirectories(FOLDER);
        StringBuilder text = new StringBuilder(Base32.toBase32String(made.secret)).append('\n');
        for (String option : options) {
            text.append("\" ").append(option).append('\n');
        }
        Files.writeString(made.file, text.append("\" TOTP_AUTH\n"));
        Files.setPosixFilePermissions(made.file, PosixFilePermissions.fromString("rw-------"));
        return made;
    }

    private static Path module() throws Exception {
        String triplet = TestSshd.run("sh", "-c", "ls -d /lib/*-linux-gnu*/security | head -n 1").strip();
        return Path.of(triplet, "pam_google_authenticator.so");
    }

    /** The code of now. */
    public String code() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] hash = mac
                .doFinal(ByteBuffer.allocate(Long.BYTES).putLong(Instant.now().getEpochSecond() / STEP).array());
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }

    @Override
    public char @Nullable [] password(SshTarget target, boolean again) {
        return null;
    }

    @Override
    public char @Nullable [] passphrase(Path keyFile, boolean again) {
        return null;
    }

    @Override
    public List<char[]> answers(SshTarget target, String title, String instruction, List<Prompt> prompts) {
        List<char[]> answers = new ArrayList<>();
        for (Prompt prompt : prompts) {
            asked.add(prompt.text().strip());
            try {
                String answer = typed;
                given.add(answer == null ? code() : answer);
                answers.add(given.getLast().toCharArray());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }

    @Override
    public void close() throws Exception {
        Files.deleteIfExists(file);
        if (folderIsOurs) {
            DelegatedServer.deleteIfEmpty(FOLDER);
        }
    }
}
