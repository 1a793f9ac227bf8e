package fr.touchweb.console.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A root folder for {@code ChrootDirectory}: owned by root all the way up, which no temporary folder is. Needs root. */
public final class TestJail implements AutoCloseable {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private final Path root;

    private TestJail(Path root) {
        this.root = root;
    }

    public static TestJail create() throws IOException {
        RealPeer.requireThat(TestSshd.isRoot(), "a chroot needs root");
        Path root = Path.of("/srv/twt-jail-" + Integer.toString(new Random().nextInt(1 << 30), 36));
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new TestJail(root);
    }

    public Path root() {
        return root;
    }

    /** Copies a program of this machine with its libraries. */
    public TestJail program(Path program, String as) throws Exception {
        copy(program, root.resolve(as.substring(1)));
        Matcher libraries = LIBRARY.matcher(TestSshd.run("ldd", program.toString()));
        while (libraries.find()) {
            copy(Path.of(libraries.group(1)), root.resolve(libraries.group(1).substring(1)));
        }
        return this;
    }

    /** A file that everybody may read. */
    public Path file(String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(to)) {
            Files.createDirectories(to.getParent());
            Files.copy(from.toRealPath(), to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
