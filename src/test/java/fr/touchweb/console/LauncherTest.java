package fr.touchweb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the copied folder: it takes a JDK 25 and nothing else, and hands every argument on. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("installer/bin/tw-console").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void posix() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "a shell script");
    }

    @Test
    void aVersionBehindTheWordOnToolOptionsIsFound() throws Exception {
        Path java = jvm("Picked up JAVA_TOOL_OPTIONS: -Duser.home=/x\nopenjdk version \"25.0.3\" 2026-04-21 LTS\n");
        Run run = run(java, "logs", "parse", "a b", "$(id)");
        assertEquals(0, run.exit());
        assertEquals(List.of("fr.touchweb.console.Console", "logs", "parse", "a b", "$(id)"),
                run.lines().subList(run.lines().size() - 5, run.lines().size()));
    }

    @Test
    void anOlderJavaIsPassedOver() throws Exception {
        Path java = jvm("openjdk version \"17.0.15\" 2025-04-15\n");
        Run run = run(java, "anything");
        assertEquals(-1, run.lines().indexOf("anything"), "the old Java was run");
    }

    private Path jvm(String version) throws IOException {
        Files.writeString(folder.resolve("version"), version);
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then cat "%s" >&2; exit 0; fi
                for each in "$@"; do echo "$each"; done
                """.formatted(folder.resolve("version")));
        java.toFile().setExecutable(true);
        return java;
    }

    private Run run(Path java, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("TW_CONSOLE_JAVA", java.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return new Run(process.exitValue(), output.lines().toList());
    }

    private record Run(int exit, List<String> lines) {}
}
