package fr.touchweb.console.core.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.store.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one source, which a session has for itself alone until this is closed. */
final class KeptSource implements AutoCloseable {
    static final String LINES = "lines";
    private static final Pattern FILE = Pattern.compile(LINES + "-(\\d{1,9})");
    private static final int VERSION = 1;

    private final Path folder;
    private final SourceKey source;
    private final StrictJson json;
    private final Release release;
    private @Nullable About about;
    private boolean forgotten;

    /** Gives the folder to others. */
    interface Release {
        void run() throws IOException;
    }

    /**
     * What the folder says of its lines.
     *
     * @param format id of the format by which their times and levels were read, empty for detection
     * @param letGo whether older lines were deleted while nobody had them
     * @param zone of the machine, null while it is not known
     * @param rows checksum of the {@link KeptSummary} that tells all of the lines; null while a session has them, and after
     *        one that did not end well
     */
    record About(@JsonProperty("version") int version, @JsonProperty("server") String server,
            @JsonProperty("path") String path, @JsonProperty("format") String format,
            @JsonProperty("letGo") boolean letGo, @JsonProperty("zone") @Nullable String zone,
            @JsonProperty("rows") @Nullable Long rows) {
        SourceKey source() {
            return new SourceKey(server, path);
        }

        boolean isOf(SourceKey source) {
            return version == VERSION && source().equals(source);
        }
    }

    /** Numbers of the oldest and of the newest file. */
    record Range(int oldest, int newest) {}

    KeptSource(Path folder, SourceKey source, StrictJson json, Release release) {
        this.folder = folder;
        this.source = source;
        this.json = json;
        this.release = release;
    }

    Path folder() {
        return folder;
    }

    SourceKey source() {
        return source;
    }

    /** File of the rows of the lines. */
    Path summary() {
        return folder.resolve(KeptSummary.FILE);
    }

    /** The same while it is written; a console that is killed meanwhile leaves it. */
    Path unfinished() {
        return folder.resolve("." + KeptSummary.FILE);
    }

    /** What was kept before, null for nothing. */
    @Nullable
    About about() {
        return about;
    }

    void about(@Nullable About known) {
        about = known != null && known.isOf(source) ? known : null;
    }

    /** Says of which source the lines are, and that it is used now. */
    void keep(String format, boolean letGo, @Nullable String zone) throws IOException {
        keep(format, letGo, zone, null);
    }

    /** The same, where it is not what is said already. */
    void keepOther(String format, @Nullable String zone) throws IOException {
        if (!new About(VERSION, source.server(), source.path(), format, false, zone, null).equals(about)) {
            keep(format, false, zone);
        }
    }

    /** @param rows checksum of what tells all of the lines, null for nothing that does */
    void keep(String format, boolean letGo, @Nullable String zone, @Nullable Long rows) throws IOException {
        About next = new About(VERSION, source.server(), source.path(), format, letGo, zone, rows);
        Path temporary = Files.createTempFile(folder, ".about", ".tmp");
        try {
            Files.write(temporary, json.mapper().writeValueAsBytes(next));
            Files.move(temporary, folder.resolve(KeptLogs.ABOUT), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        about = next;
    }

    /** Null when there is none. */
    @Nullable
    Range files() throws IOException {
        List<Integer> numbers = files(folder).stream().map(KeptSource::number).sorted().toList();
        return numbers.isEmpty() ? null : new Range(numbers.getFirst(), numbers.getLast());
    }

    private static int number(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : -1;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> number(file) >= 0).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Bytes of lines in a folder, with what tells of them. */
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        List<Path> all = new ArrayList<>(files(folder));
        if (!all.isEmpty()) {
            all.add(folder.resolve(KeptSummary.FILE));
        }
        for (Path file : all) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException e) {
                // There is none, or another console has just let it go.
                continue;
            }
        }
        return bytes;
    }

    /** Deletes the lines. */
    void discard() throws IOException {
        Files.deleteIfExists(summary());
        Files.deleteIfExists(unfinished());
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
    }

    boolean isForgotten() {
        return forgotten;
    }

    /** The lines are not kept beyond this session. */
    void forget() {
        forgotten = true;
    }

    @Override
    public void close() throws IOException {
        try {
            if (forgotten) {
                discard();
                Files.deleteIfExists(folder.resolve(KeptLogs.ABOUT));
            }
        } finally {
            release.run();
        }
    }
}
