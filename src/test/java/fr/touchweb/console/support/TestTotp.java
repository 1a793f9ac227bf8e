package fr.touchweb.console.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One-time codes as a server checks them: the file of pam_oath, and oathtool beside it, both from Debian's packages. The
 * secret stands in files only.
 */
public final class TestTotp implements AutoCloseable {
    private static final String HEX = "3132333435363738393031323334353637383930";
    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final long STEP = 30;

    private final Path users;
    private final Path service = Path.of("/etc/pam.d",
            "twt-oath-" + Integer.toString(new Random().nextInt(1 << 30), 36));
    private long step;

    /** @param login whose codes are checked */
    public TestTotp(Path folder, String login) throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "a PAM service of its own needs root");
        RealPeer.require("oathtool");
        Files.createDirectories(folder);
        users = Files.writeString(folder.resolve("users.oath"), "HOTP/T30/6 " + login + " - " + HEX + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * Name of a PAM service that wants a code, asked for by the words of pam_oath.
     *
     * @param before lines of its stack before that
     */
    public String service(String... before) throws IOException {
        List<String> stack = new ArrayList<>(List.of(before));
        stack.add("auth required pam_oath.so usersfile=" + users + " window=20 digits=6");
        stack.addAll(List.of("account required pam_permit.so", "session required pam_permit.so"));
        return Files.write(service, stack).getFileName().toString();
    }

    /** A code that was not given before: that of now, or of the next step of 30 seconds, which the server takes too. */
    public synchronized String code() throws Exception {
        step = Math.max(step + 1, Instant.now().getEpochSecond() / STEP);
        return code(BASE32, Instant.ofEpochSecond(step * STEP));
    }

    /**
     * The code of any authenticator at a moment.
     *
     * @param base32 its secret
     */
    public static String code(String base32, Instant now) throws Exception {
        Process oathtool = new ProcessBuilder(RealPeer.require("oathtool").toString(), "--totp", "-b", "--now",
                now.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC"), "-")
                .redirectErrorStream(true).start();
        try (var in = oathtool.outputWriter()) {
            in.write(base32 + "\n");
        }
        String said = new String(oathtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (oathtool.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(service);
    }
}
