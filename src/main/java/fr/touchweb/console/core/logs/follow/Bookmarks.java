package fr.touchweb.console.core.logs.follow;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places in logs from one run to the next, a file each that its owner alone reads: the first bytes of the log, those before
 * the place, the place, and the last lines where they are wanted. Those that are too old, or too many for the room, go. Safe on any thread and beside other
 * consoles.
 */
public final class Bookmarks {
    /** Keeps nothing. */
    public static final Bookmarks NONE = new Bookmarks(Path.of(""), Duration.ZERO, 0, 0, InstantSource.system());

    private static final int HASH = 16;
    private static final String END = ".json";

    private final Path folder;
    private final Duration age;
    private final long budget;
    private final int lastLines;
    private final InstantSource clock;
    private final KeptLines kept;
    private final StrictJson json = new StrictJson();

    /**
     * @param folder for these files alone
     * @param age after which a place is forgotten; zero keeps none
     * @param budget bytes on disk
     * @param lastLines bytes of lines that are kept of each file beside its place
     */
    public Bookmarks(Path folder, Duration age, long budget, int lastLines, InstantSource clock) {
        this(folder, age, budget, lastLines, clock, KeptLines.NONE);
    }

    private Bookmarks(Path folder, Duration age, long budget, int lastLines, InstantSource clock, KeptLines kept) {
        this.kept = kept;
        this.lastLines = lastLines;
        this.folder = folder;
        this.age = age;
        this.budget = budget;
        this.clock = clock;
    }

    /** The same places, for a timeline that has lines of before. */
    public Bookmarks with(KeptLines lines) {
        return new Bookmarks(folder, age, budget, lastLines, clock, lines);
    }

    /** Lines that were kept of logs. */
    KeptLines kept() {
        return kept;
    }

    /** Where reading of a log stopped, for whoever has its lines; null when nobody knows. */
    public @Nullable Stop stop(SourceKey source) {
        Bookmark mark = of(source);
        if (mark == null) {
            return null;
        }
        String cursor = mark.cursor();
        if (cursor != null) {
            long number = JournalCursors.number(cursor);
            return number < 0 ? null : new Stop(number, new byte[0], false, true);
        }
        return mark.last() && !mark.places().isEmpty()
                ? new Stop(mark.offset(), mark.places().getLast().anchor(), mark.places().size() == 1, false)
                : null;
    }

    /**
     * Lets reading of a file go on from another place of it.
     *
     * @param before bytes of the file before that place
     * @param head first bytes of the file, where they are known
     */
    public void move(SourceKey source, long offset, byte[] before, byte[] head) throws IOException {
        write(read(file(source)).at(offset, before, head));
    }

    /**
     * Lets reading of a journal go on behind another entry of it.
     *
     * @param at when that entry was the last one that was read
     */
    public void move(SourceKey source, Instant at, String cursor) throws IOException {
        keep(source, Bookmark.ofJournal(at, cursor));
    }

    /** Where reading of a log stopped; null when nobody knows or may know any more. */
    @Nullable
    Bookmark of(SourceKey source) {
        Path file = file(source);
        try {
            KeptPlace kept = young(file) ? read(file) : null;
            return kept == null
                    ? null
                    : kept.version() == KeptPlace.VERSION && kept.source().equals(source)
                            ? kept.mark()
                            : Bookmark.unreadable(clock.instant());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // Whatever it is, it tells no place: following says that it does not go on from there.
            return Bookmark.unreadable(clock.instant());
        }
    }

    /** Whether a file may still be read; one that is too old goes. */
    private boolean young(Path file) throws IOException {
        boolean young = age.isPositive()
                && !Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(age));
        if (!young && age.isPositive()) {
            Files.deleteIfExists(file);
        }
        return young;
    }

    private KeptPlace read(Path file) throws IOException {
        return json.read(file.toString(), Files.readAllBytes(file), KeptPlace.class);
    }

    /** Keeps a place for the next run. */
    void keep(SourceKey source, Bookmark mark) throws IOException {
        if (age.isPositive()) {
            write(KeptPlace.of(source, mark));
        }
    }

    /** Gives the last lines before a place in a file. */
    public interface Before {
        /**
         * @param most bytes
         * @return whole lines up to the place; null when nobody knows them
         */
        byte @Nullable [] lines(long place, int most);
    }

    /**
     * Adds the last lines of a file to its place, so that the next run has them before the machine answers.
     *
     * @param zone of the machine, null when it is not known
     */
    public void keepLines(SourceKey source, @Nullable String zone, Before before) throws IOException {
        Path file = file(source);
        if (!age.isPositive() || lastLines == 0 || !Files.exists(file)) {
            return;
        }
        KeptPlace kept = read(file);
        byte[] lines = kept.offset() == 0 ? null : before.lines(kept.offset(), lastLines);
        if (lines != null) {
            write(kept.with(new KeptPlace.Lines(kept.offset() - lines.length, lines, zone)));
        }
    }

    /** The files of a machine of which lines are kept. */
    List<KeptPlace> lines(String server, Predicate<String> wanted) throws IOException {
        List<KeptPlace> all = new ArrayList<>();
        for (Entry entry : age.isPositive() ? entries() : List.<Entry>of()) {
            try {
                if (entry.file().getFileName().toString().startsWith(hash(server)) && young(entry.file())) {
                    KeptPlace kept = read(entry.file());
                    if (kept.version() == KeptPlace.VERSION && kept.lines() != null && wanted.test(kept.path())) {
                        all.add(kept);
                    }
                }
            } catch (IOException e) {
                // Following that file says that it cannot go on from there.
                continue;
            }
        }
        return all;
    }

    private void write(KeptPlace kept) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        // A temporary file is its owner's alone.
        Path temporary = Files.createTempFile(folder, ".place", ".tmp");
        try {
            Files.write(temporary, json.mapper().writeValueAsBytes(kept));
            Files.move(temporary, file(kept.source()), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        makeRoom();
    }

    private Path file(SourceKey source) {
        return folder.resolve(hash(source.server()) + "-" + hash(source.path()) + END);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH);
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

    /** Places that are kept. */
    public int count() throws IOException {
        return entries().size();
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
