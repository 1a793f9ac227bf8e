package fr.touchweb.console.core.account.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keyring of the desktop session, through {@code secret-tool} of libsecret (GNOME Keyring, KWallet, KeePassXC). It
 * keeps one random key for a vault, never a secret of the vault and never its password. The key travels on standard input
 * and output; a keyring that is locked asks the person itself.
 */
public final class OsKeyring {
    /** Where distributions put it; a program of that name on a search path could be anybody's. */
    public static final Path PROGRAM = Path.of("/usr/bin/secret-tool");

    private final Path program;
    private final Map<String, String> environment;
    private final Duration limit;

    /**
     * @param environment variables of this process, which name the session's bus
     * @param limit for the person's answer to the keyring's own question
     */
    public OsKeyring(Path program, Map<String, String> environment, Duration limit) {
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /** @throws IOException when it does not answer, with its own words */
    public void ask() throws IOException, InterruptedException {
        SecretBytes.wipe(run(new byte[0], "lookup", Path.of("nothing"), List.of()));
    }

    /** The key of a vault, null when the keyring has none; the caller wipes it. */
    byte @Nullable [] load(Path vault) throws IOException, InterruptedException {
        byte[] text = run(new byte[0], "lookup", vault, List.of());
        try {
            return text.length == 0 ? null : Base64.getDecoder().decode(strip(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("the keyring holds something else under the name of this vault", e);
        } finally {
            SecretBytes.wipe(text);
        }
    }

    private static byte[] strip(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] == '\n') {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    void store(Path vault, byte[] key) throws IOException, InterruptedException {
        byte[] text = Base64.getEncoder().encode(key);
        try {
            run(text, "store", vault, List.of("--label=Console TW"));
        } finally {
            SecretBytes.wipe(text);
        }
    }

    void clear(Path vault) throws IOException, InterruptedException {
        run(new byte[0], "clear", vault, List.of());
    }

    private byte[] run(byte[] input, String verb, Path vault, List<String> options)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program.toString(), verb));
        argv.addAll(options);
        argv.addAll(List.of("application", "tw-console", "vault", vault.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread watch = Thread.ofVirtual().name("keyring").start(() -> {
            try {
                Thread.sleep(limit);
                process.destroyForcibly();
            } catch (InterruptedException _) {
                // It answered in time.
            }
        });
        try (var in = process.getOutputStream()) {
            in.write(input);
        }
        byte[] said = process.getInputStream().readAllBytes();
        String wrong = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = process.waitFor();
        watch.interrupt();
        // Without a word, lookup and clear end with 1 where there is nothing.
        if (exit != 0 && !(exit == 1 && wrong.isEmpty())) {
            SecretBytes.wipe(said);
            throw new IOException(wrong.isEmpty() ? "the keyring gave no answer (" + exit + ")" : wrong);
        }
        return said;
    }
}
