package fr.touchweb.console.core.logs.follow;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places in logs from one run to the next, a file each that its owner alone reads: the first bytes of the log, those before
 * the place, and the place. Those that are too old, or too many for the room, go. Safe on any thread and beside other
 * consoles.
 */
public final class Bookmarks {
    /** Keeps nothing. */
    public static final Bookmarks NONE = new Bookmarks(Path.of(""), Duration.ZERO, 0, InstantSource.system());

    private static final int VERSION = 1;
    private static final String END = ".json";

    private final Path folder;
    private final Duration age;
    private final long budget;
    private final InstantSource clock;
    private final StrictJson json = new StrictJson();

    /**
     * @param folder for these files alone
     * @param age after which a place is forgotten; zero keeps none
     * @param budget bytes on disk
     */
    public Bookmarks(Path folder, Duration age, long budget, InstantSource clock) {
        this.folder = folder;
        this.age = age;
        this.budget = budget;
        this.clock = clock;
    }

    private record Place(@JsonProperty("generation") int generation, @JsonProperty("head") byte[] head,
            @JsonProperty("offset") long offset, @JsonProperty("before") byte[] before,
            @JsonProperty("size") long size) {}

    private record Kept(@JsonProperty("version") int version, @JsonProperty("server") String server,
            @JsonProperty("path") String path, @JsonProperty("atMillis") long atMillis,
            @JsonProperty("generation") int generation, @JsonProperty("last") boolean last,
            @JsonProperty("places") List<Place> places, @JsonProperty("read") List<byte[]> read,
            @JsonProperty("cursor") @Nullable String cursor) {}

    /** Where reading of a log stopped; null when nobody knows or may know any more. */
    @Nullable
    Bookmark of(SourceKey source) {
        if (!age.isPositive()) {
            return null;
        }
        Path file = file(source);
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (written.isBefore(clock.instant().minus(age))) {
                Files.deleteIfExists(file);
                return null;
            }
            Kept kept = json.read(file.toString(), Files.readAllBytes(file), Kept.class);
            boolean mine = kept.version() == VERSION && kept.server().equals(source.server())
                    && kept.path().equals(source.path());
            return mine ? of(kept) : Bookmark.unreadable(written);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // Whatever it is, it tells no place: following says that it does not go on from there.
            return Bookmark.unreadable(clock.instant());
        }
    }

    private static Bookmark of(Kept kept) {
        return new Bookmark(Instant.ofEpochMilli(kept.atMillis()), kept.generation(), kept.last(),
                kept.places().stream().map(place -> new Position(place.generation(),
                        Fingerprint.of(place.head(), place.head().length), place.offset(), place.before(),
                        place.size()))
                        .toList(),
                kept.read().stream().map(head -> Fingerprint.of(head, head.length)).toList(), kept.cursor());
    }

    /** Keeps a place for the next run. */
    void keep(SourceKey source, Bookmark mark) throws IOException {
        if (!age.isPositive()) {
            return;
        }
        Kept kept = new Kept(VERSION, source.server(), source.path(), mark.at().toEpochMilli(), mark.generation(),
                mark.last(),
                mark.places().stream().map(place -> new Place(place.generation(), place.fingerprint().bytes(),
                        place.offset(), place.anchor(), place.known())).toList(),
                mark.finished().stream().map(Fingerprint::bytes).toList(), mark.cursor());
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        // A temporary file is its owner's alone.
        Path temporary = Files.createTempFile(folder, ".place", ".tmp");
        try {
            Files.write(temporary, json.mapper().writeValueAsBytes(kept));
            Files.move(temporary, file(source), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        makeRoom();
    }

    private Path file(SourceKey source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(source.toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash) + END);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Entry(Path file, long size, FileTime written) {}

    /** Lets the oldest go until the rest fits. */
    private void makeRoom() throws IOException {
        List<Entry> all = entries();
        long bytes = all.stream().mapToLong(Entry::size).sum();
        for (Entry oldest : all.stream().sorted(Comparator.comparing(Entry::written)).toList()) {
            if (bytes <= budget) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            bytes -= oldest.size();
        }
    }

    private List<Entry> entries() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> children = Files.list(folder)) {
            files = children.filter(file -> file.toString().endsWith(END)).toList();
        }
        return files.stream().flatMap(file -> {
            try {
                return Stream.of(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException e) {
                // Another console has just let it go.
                return Stream.empty();
            }
        }).toList();
    }

    /** Forgets every place; returns how many there were. */
    public int clear() throws IOException {
        List<Entry> all = entries();
        for (Entry one : all) {
            Files.deleteIfExists(one.file());
        }
        return all.size();
    }
}
