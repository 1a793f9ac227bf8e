package fr.touchweb.console.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How long this process has been there. Linux tells it in hundredths of a second since its own start; what Java tells is
 * counted from a moment in whole seconds, and wrong by up to one.
 */
public final class ProcessAge {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    /** Field 22 of proc_pid_stat(5), counted behind the name of the program, which may hold anything. */
    private static final int START_TIME = 19;
    private static final int TICK_MILLIS = 10;

    private ProcessAge() {}

    public static Duration now() throws IOException {
        if (!Files.isReadable(STAT)) {
            return ProcessHandle.current().info().startInstant()
                    .map(start -> Duration.between(start, Instant.now())).orElse(Duration.ZERO);
        }
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double uptime = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
        return Duration.ofMillis(Math.round(uptime * 1000) - Long.parseLong(fields[START_TIME]) * TICK_MILLIS);
    }
}
