package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.store.FileGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document, or a folder of them, on this machine. */
public final class LocalFleetFiles implements FleetFiles {
    private final Path path;

    public LocalFleetFiles(Path path) {
        this.path = path;
    }

    @Override
    public String address() {
        return path.toString();
    }

    @Override
    public List<String> list() throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.exists(path) ? List.of(path.toString()) : List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> FleetLocation.isDocument(file.getFileName().toString()))
                    .filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    @Override
    public @Nullable Stamp stamp(String document) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(Path.of(document), BasicFileAttributes.class);
            return new Stamp(facts.size(), facts.lastModifiedTime().toInstant());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public byte[] read(String document, FleetReader reader) throws IOException {
        Path file = Path.of(document);
        long size = Files.size(file);
        if (size > reader.limit()) {
            throw reader.tooLarge(document, size);
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void write(String document, byte[] content, byte @Nullable [] expected) throws IOException {
        new FileGuard(Path.of(document)).alone(() -> {
            replace(Path.of(document), content, expected);
            return document;
        });
    }

    private static void replace(Path file, byte[] content, byte @Nullable [] expected) throws IOException {
        boolean same = expected == null
                ? !Files.exists(file)
                : Files.exists(file) && Arrays.equals(Files.readAllBytes(file), expected);
        if (!same) {
            throw new ChangedElsewhereException(file.toString());
        }
        AtomicFile.write(file, content);
    }

    @Override
    public String first() {
        return Files.isDirectory(path) ? path.resolve("fleet.json").toString() : path.toString();
    }
}
