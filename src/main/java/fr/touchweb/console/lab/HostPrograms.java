package fr.touchweb.console.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that the lab runs on. */
final class HostPrograms {
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin",
            "/sbin");

    private HostPrograms() {}

    static Optional<Path> find(String program) {
        if (File.separatorChar != '/') {
            return Optional.empty();
        }
        return Stream
                .concat(SYSTEM_FOLDERS.stream(),
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)))
                .filter(folder -> folder.startsWith("/")).map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    /**
     * What makes a command the head of a process group of its own, put before it: {@code kill 0} in it must not reach
     * the console. Empty when this machine offers nothing for that; the lab then runs no shell.
     */
    static List<String> ownGroup() {
        Optional<Path> setsid = find("setsid");
        if (setsid.isPresent()) {
            return List.of(setsid.get().toString());
        }
        return find("perl")
                .map(perl -> List.of(perl.toString(), "-MPOSIX=setsid", "-e", "setsid(); exec {$ARGV[0]} @ARGV"))
                .orElse(List.of());
    }
}
