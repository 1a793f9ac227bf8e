package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of sources from one run to the next, a folder each that its owner alone reads. One console at a time has a source:
 * another one reads it without keeping it. What nobody has used for too long goes, and the least recently used when the
 * room is wanted. Safe on any thread and beside other consoles.
 */
public final class KeptLogs {
    /** Keeps nothing. */
    public static final KeptLogs NONE = new KeptLogs(Path.of(""), Duration.ZERO, InstantSource.system());

    static final String ABOUT = "source.json";
    private static final String LOCK = "lock";
    private static final int HASH = 16;
    /** Folders that a session of this process has: closing a second descriptor would give up the lock of the first. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Duration age;
    private final InstantSource clock;
    private final StrictJson json = new StrictJson();

    /**
     * @param folder for these alone
     * @param age after which lines are forgotten that nobody used; zero keeps none
     */
    public KeptLogs(Path folder, Duration age, InstantSource clock) {
        this.folder = folder.toAbsolutePath();
        this.age = age;
        this.clock = clock;
    }

    /** Those of the page, in the console's cache folder. */
    public static KeptLogs in(Path cache, Duration age, InstantSource clock) {
        return new KeptLogs(cache.resolve("logs"), age, clock);
    }

    /**
     * What is kept.
     *
     * @param sources logs
     * @param bytes of them on disk
     * @param used how many of them a console that runs has, so that they stay
     */
    public record Kept(int sources, long bytes, int used) {}

    /** A folder of a source that nobody has. */
    private record Free(Path folder, KeptSource.About about, FileTime used) {}

    /** Attributes of a file that its owner alone reads, where the folder's file system knows such. */
    static FileAttribute<?>[] ownFile(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /** Makes a folder that its owner alone reads. */
    public static void ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Takes a source for this session alone; null when another console has it or nothing is kept. */
    @Nullable
    KeptSource claim(SourceKey source) throws IOException {
        if (!age.isPositive()) {
            return null;
        }
        ownFolder(folder);
        Path own = folder.resolve(hash(source.server()) + "-" + hash(source.path()));
        ownFolder(own);
        FileChannel lock = lock(own);
        if (lock == null) {
            return null;
        }
        KeptSource claimed = new KeptSource(own, source, json, () -> unlock(own, lock));
        boolean good = false;
        try {
            KeptSource.About about = about(own);
            if (about == null || !about.isOf(source) || isOld(own)) {
                claimed.discard();
            }
            Files.deleteIfExists(claimed.unfinished());
            claimed.about(about);
            good = true;
            return claimed;
        } finally {
            if (!good) {
                claimed.close();
            }
        }
    }

    /** Null when somebody has it. */
    private static @Nullable FileChannel lock(Path own) throws IOException {
        if (!OWN.add(own)) {
            return null;
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(own.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    ownFile(own));
            FileLock lock = channel.tryLock();
            locked = lock != null;
            return locked ? channel : null;
        } finally {
            if (!locked) {
                unlock(own, channel);
            }
        }
    }

    private static void unlock(Path own, @Nullable FileChannel lock) throws IOException {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            OWN.remove(own);
        }
    }

    /** Null for what nobody can read. */
    private KeptSource.@Nullable About about(Path own) {
        try {
            Path file = own.resolve(ABOUT);
            return json.read(file.toString(), Files.readAllBytes(file), KeptSource.About.class);
        } catch (IOException e) {
            // Lines of nobody knows what are never shown.
            return null;
        }
    }

    private boolean isOld(Path own) throws IOException {
        return used(own).toInstant().isBefore(clock.instant().minus(age));
    }

    private static FileTime used(Path own) throws IOException {
        try {
            return Files.getLastModifiedTime(own.resolve(ABOUT));
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** The sources of a machine of which lines are kept. */
    List<SourceKey> of(String server) throws IOException {
        List<SourceKey> all = new ArrayList<>();
        for (Path own : folders()) {
            KeptSource.About about = own.getFileName().toString().startsWith(hash(server)) ? about(own) : null;
            if (about != null && !isOld(own)) {
                all.add(about.source());
            }
        }
        return all;
    }

    private List<Path> folders() throws IOException {
        if (!age.isPositive() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    /** What is kept in all. */
    public Kept kept() throws IOException {
        int sources = 0;
        int used = 0;
        long bytes = 0;
        for (Path own : folders()) {
            long size = KeptSource.bytes(own);
            sources += size > 0 ? 1 : 0;
            used += size > 0 && OWN.contains(own) ? 1 : 0;
            bytes += size;
        }
        return new Kept(sources, bytes, used);
    }

    /** Bytes of sources that no session of this process has. */
    long others() throws IOException {
        long bytes = 0;
        for (Path own : folders()) {
            bytes += OWN.contains(own) ? 0 : KeptSource.bytes(own);
        }
        return bytes;
    }

    /** Lets go lines of sources that no console has, of the least recently used first, until so many bytes are free. */
    void makeRoom(long wanted) throws IOException {
        List<Free> free = new ArrayList<>();
        for (Path own : folders()) {
            KeptSource.About about = about(own);
            if (about != null && !OWN.contains(own)) {
                free.add(new Free(own, about, used(own)));
            }
        }
        free.sort(Comparator.comparing(Free::used));
        long left = wanted;
        for (Free one : free) {
            if (left <= 0) {
                return;
            }
            left -= forget(one.folder(), true);
        }
    }

    /** Forgets all lines that no console has; returns what was forgotten, and how many sources are in use. */
    public Kept clear() throws IOException {
        int sources = 0;
        int used = 0;
        long bytes = 0;
        for (Path own : folders()) {
            long size = KeptSource.bytes(own);
            if (size > 0) {
                long gone = forget(own, false);
                sources += gone > 0 ? 1 : 0;
                used += gone > 0 ? 0 : 1;
                bytes += gone;
            }
        }
        return new Kept(sources, bytes, used);
    }

    /**
     * Deletes the lines of a source; returns how many bytes, 0 when a console has it.
     *
     * @param told whether a gap is to say so when it is opened again
     */
    private long forget(Path own, boolean told) throws IOException {
        FileChannel lock = lock(own);
        if (lock == null) {
            return 0;
        }
        KeptSource.About about = about(own);
        try (KeptSource kept = new KeptSource(own, about == null ? new SourceKey("", "") : about.source(), json,
                () -> unlock(own, lock))) {
            long bytes = KeptSource.bytes(own);
            kept.discard();
            if (told && about != null) {
                kept.about(about);
                kept.keep(about.format(), true, about.zone());
            } else {
                Files.deleteIfExists(own.resolve(ABOUT));
            }
            return bytes;
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
