package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * Fetches a file as it is. What came of an earlier try is gone on from when it still is the beginning of the file; at the
 * end the bytes here are compared with those there.
 */
public final class Download {
    private static final int PIECE = 1 << 20;
    private static final int SAMPLE = 1 << 16;
    private static final int SAMPLES = 32;
    private static final Duration HASHING = Duration.ofMinutes(30);
    private static final String HASH = "head -c \"$1\" -- \"$2\" | sha256sum";

    private final RemoteHost host;

    public Download(RemoteHost host) {
        this.host = host;
    }

    /** How it was made sure that the bytes are the same. */
    public enum Proof {
        /** SHA-256 of all of them, on both sides. */
        HASH,
        /** Bytes at many places, read once more; the machine cannot hash for this account. */
        SAMPLES
    }

    /**
     * What was fetched.
     *
     * @param bytes of the file, as many as it had when fetching began
     * @param resumedAt bytes that were here before
     */
    public record Result(Path file, long bytes, long resumedAt, Proof proof) {}

    /**
     * Fetches a file into a folder, under its own name.
     *
     * @throws RemoteException of kind {@link Kind#CHANGED_MEANWHILE} when the bytes differ at the end; they are kept
     *         beside the name then, with {@code .part}
     */
    public Result fetch(String path, Path folder, TaskControl control) throws IOException, InterruptedException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new RemoteException(Kind.CONFIGURATION, Message.of("logs.notAFile", path), null);
        }
        RemoteFiles files = LogFiles.of(host);
        if (files.stat(path).kind() != FileStat.Kind.FILE) {
            throw new RemoteException(Kind.CONFIGURATION, Message.of("logs.notAFile", path), null);
        }
        Path file = Files.createDirectories(folder).resolve(name);
        Path part = folder.resolve(name + ".part");
        try (OpenFile open = files.open(path)) {
            long size = open.stat().size();
            if (Files.exists(file) && !Files.exists(part) && isBeginning(file, open, size)) {
                Files.move(file, part);
            }
            long from = Files.exists(part) && isBeginning(part, open, size) ? Files.size(part) : 0;
            copy(files, path, part, from, size, control);
            Proof proof = compare(open, path, part, size);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return new Result(file, size, from, proof);
        }
    }

    /** Whether what is here can be gone on from: no longer than the file, and alike at its beginning and its end. */
    private static boolean isBeginning(Path here, OpenFile there, long size) throws IOException, InterruptedException {
        long length = Files.size(here);
        return length <= size && alike(here, there, 0, (int) Math.min(SAMPLE, length))
                && alike(here, there, Math.max(0, length - SAMPLE), (int) Math.min(SAMPLE, length));
    }

    private static boolean alike(Path here, OpenFile there, long at, int length)
            throws IOException, InterruptedException {
        byte[] mine = new byte[length];
        try (FileChannel channel = FileChannel.open(here, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.wrap(mine);
            while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
                // Until the sample is whole.
            }
        }
        byte[] theirs = new byte[length];
        int read = 0;
        for (int more = 1; read < length && more > 0; read += Math.max(0, more)) {
            more = there.read(at + read, theirs, read, length - read);
        }
        return read == length && Arrays.equals(mine, theirs);
    }

    private static void copy(RemoteFiles files, String path, Path part, long from, long size, TaskControl control)
            throws IOException, InterruptedException {
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(from);
            if (from >= size) {
                return;
            }
            out.position(from);
            try (InputStream in = files.read(path, from)) {
                byte[] piece = new byte[PIECE];
                for (long at = from; at < size;) {
                    control.checkCancelled();
                    control.progress(at / (double) size);
                    int read = in.readNBytes(piece, 0, (int) Math.min(PIECE, size - at));
                    if (read == 0) {
                        throw new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("logs.download.shorter", path),
                                null);
                    }
                    ByteBuffer buffer = ByteBuffer.wrap(piece, 0, read);
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                    at += read;
                }
            }
            out.force(true);
        }
    }

    private Proof compare(OpenFile open, String path, Path part, long size) throws IOException, InterruptedException {
        if (host.capabilities().shell() && host.capabilities().has("sha256sum") && host.capabilities().has("head")) {
            CommandResult there = host.run(Command.script(HASH, String.valueOf(size), path).withLimit(HASHING));
            String hash = there.text().split(" ", 2)[0].strip();
            if (there.ok() && hash.length() == 64) {
                if (!hash.equals(sha256(part))) {
                    throw differs(path);
                }
                return Proof.HASH;
            }
        }
        Random places = new Random(size);
        for (int i = 0; i < SAMPLES; i++) {
            long at = size <= SAMPLE ? 0 : i == 0 ? size - SAMPLE : places.nextLong(size - SAMPLE);
            if (!alike(part, open, at, (int) Math.min(SAMPLE, size))) {
                throw differs(path);
            }
        }
        return Proof.SAMPLES;
    }

    private static RemoteException differs(String path) {
        return new RemoteException(Kind.CHANGED_MEANWHILE, Message.of("logs.download.differs", path), null);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
