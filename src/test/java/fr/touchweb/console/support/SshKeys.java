package fr.touchweb.console.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Keys and certificates made by the real ssh-keygen, and other programs run to their end. */
public final class SshKeys {
    private SshKeys() {}

    /** What a program left. */
    public record Result(int code, String out, String err) {}

    /** A new key pair at this path, without passphrase when that is empty. */
    public static Path make(Path file, String type, String passphrase, String... more)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("-q", "-t", type, "-N", passphrase, "-C", "test", "-f",
                file.toString()));
        argv.addAll(List.of(more));
        keygen(argv.toArray(String[]::new));
        return file;
    }

    /** The public half beside a private key file. */
    public static KeyBlob blob(Path privateKey) throws IOException {
        return read(privateKey.resolveSibling(privateKey.getFileName() + ".pub"));
    }

    /** Certificate that {@link #certify} left beside a private key file. */
    public static KeyBlob certificate(Path privateKey) throws IOException {
        return read(privateKey.resolveSibling(privateKey.getFileName() + "-cert.pub"));
    }

    /** Key of a {@code .pub} file. */
    public static KeyBlob read(Path publicKey) throws IOException {
        return KeyBlob.ofBase64(Files.readString(publicKey).split(" ")[1]);
    }

    /** Signs a key with an authority; the certificate stands beside the key as {@code name-cert.pub}. */
    public static void certify(Path authority, Path key, String... options) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("-q", "-s", authority.toString(), "-I", "test"));
        argv.addAll(List.of(options));
        argv.add(key + ".pub");
        keygen(argv.toArray(String[]::new));
    }

    /** ssh-keygen, which must succeed. */
    public static String keygen(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(RealPeer.require("ssh-keygen").toString()));
        argv.addAll(List.of(arguments));
        Result result = run(argv, Map.of());
        assertEquals(0, result.code(), argv + ": " + result.err() + result.out());
        return result.out();
    }

    /** Runs a program to its end, without input, for at most a minute. */
    public static Result run(List<String> argv, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertTrue(ended, "does not end: " + argv);
        return new Result(process.exitValue(), out.join(), err.join());
    }

    private static String text(java.io.InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
