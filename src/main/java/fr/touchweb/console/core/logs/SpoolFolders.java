package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders for the files of timelines, one a session, named after the process that made them. */
public final class SpoolFolders {
    private static final Pattern NAME = Pattern.compile("(\\d+)-.*");

    private SpoolFolders() {}

    /** Makes a new one, and deletes those that a console left behind when it was killed. */
    public static Path claim(Path cache) throws IOException {
        Path parent = Files.createDirectories(cache.resolve("timelines"));
        List<Path> others;
        try (Stream<Path> children = Files.list(parent)) {
            others = children.toList();
        }
        for (Path other : others) {
            Matcher matcher = NAME.matcher(other.getFileName().toString());
            if (matcher.matches() && !alive(Long.parseLong(matcher.group(1)))) {
                delete(other);
            }
        }
        return Files.createTempDirectory(parent, ProcessHandle.current().pid() + "-");
    }

    private static boolean alive(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
