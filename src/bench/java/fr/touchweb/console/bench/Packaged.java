package fr.touchweb.console.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program as people install it, of the classes that are measured: it is made where none of the same is there. */
final class Packaged {
    private static final Path BUILT = Path.of("target/tw-console/lib").toAbsolutePath();
    private static final Path IMAGE = Path.of("target/installer/image/tw-console").toAbsolutePath();
    private static final Path MAKER = Path.of("installer/package").toAbsolutePath();

    private Packaged() {}

    /** Its folder; nothing where the program was not built before, or no image can be made on this system. */
    static Optional<Path> image() throws IOException, InterruptedException {
        Optional<Path> built = jar(BUILT);
        if (built.isEmpty() || !Files.isExecutable(MAKER)) {
            return Optional.empty();
        }
        if (!isOf(built.get())) {
            // Its training takes half a minute.
            Process making = new ProcessBuilder(List.of(MAKER.toString(), "--jdk", System.getProperty("java.home"),
                    "image")).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (making.waitFor() != 0) {
                throw new IOException("installer/package ended with " + making.exitValue());
            }
        }
        return isOf(built.get()) ? Optional.of(IMAGE) : Optional.empty();
    }

    private static boolean isOf(Path built) throws IOException {
        Path inside = IMAGE.resolve("lib/app").resolve(built.getFileName());
        return Files.exists(inside) && Files.mismatch(built, inside) < 0;
    }

    private static Optional<Path> jar(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("tw-console-[0-9].*\\.jar")).findFirst();
        }
    }
}
