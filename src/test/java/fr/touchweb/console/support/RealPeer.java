package fr.touchweb.console.support;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of this machine that tests check against. A missing one skips the test; with {@code -Dreal=required} it fails
 * it.
 */
public final class RealPeer {
    private RealPeer() {}

    /** The program's full path, from PATH and the system folders. */
    public static Path require(String program) {
        Optional<Path> found = find(program);
        if (found.isEmpty()) {
            missing("this machine has no " + program);
        }
        return found.orElseThrow();
    }

    /** Skips or fails when something else that the test needs (root, a kernel feature) is not there. */
    public static void requireThat(boolean present, String what) {
        if (!present) {
            missing(what);
        }
    }

    public static Optional<Path> find(String program) {
        List<String> system = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/lib/openssh");
        return Stream.concat(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                system.stream()).map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    /**
     * Skips for the lack of something that no package brings, a right of a container's for one. With {@code -Dreal=required} the
     * output says so: a run that means to check everything tells what it could not.
     */
    public static void absent(String what) {
        if ("required".equals(System.getProperty("real"))) {
            System.err.println("NOT RUN though -Dreal=required: " + what);
        }
        abort(what);
    }

    private static void missing(String what) {
        if ("required".equals(System.getProperty("real"))) {
            fail(what + ", and -Dreal=required");
        }
        abort(what);
    }
}
