package fr.touchweb.console.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one folder that everything of a lab lives in. Its name holds the process, so that those of dead ones are found. */
final class LabFolder {
    private static final String PREFIX = "tw-console-lab-";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d+)-.*");

    private LabFolder() {}

    /** Makes a folder that only its owner may enter, after removing those whose process has ended. */
    static Path create(Path parent) throws IOException {
        Files.createDirectories(parent);
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        Path folder = Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-", mode)
                .toRealPath();
        removeStale(parent, Files.getOwner(folder));
        return folder;
    }

    private static void removeStale(Path parent, UserPrincipal owner) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches() && Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                        && owned(folder, owner) && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean owned(Path folder, UserPrincipal owner) throws IOException {
        try {
            return Files.getOwner(folder).equals(owner);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Removes a folder with all that is in it; links are removed, not followed. What is gone already is no error. */
    static void delete(Path folder) throws IOException {
        // A command that is just ending may still write: a second pass takes what it left.
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                deleteOnce(folder);
                return;
            } catch (java.nio.file.DirectoryNotEmptyException e) {
                if (attempt == 4) {
                    throw e;
                }
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
