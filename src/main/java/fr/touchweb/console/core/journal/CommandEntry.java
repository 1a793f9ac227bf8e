package fr.touchweb.console.core.journal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command, file access or measured request that the console made, as a person may run it again by hand.
 *
 * @param id grows with each entry of this run of the console
 * @param server name of the machine
 * @param account login on it
 * @param line what ran, quoted for a POSIX shell; never a secret
 * @param started moment of the start
 * @param duration null while it runs
 * @param result {@code 0}, {@code 1}, ... or {@code SIGTERM}, {@code lost: reason}; null while it runs
 * @param bytesOut bytes received on standard output
 * @param bytesError bytes received on standard error
 */
public record CommandEntry(long id, String server, String account, String line, Instant started,
        @Nullable Duration duration, @Nullable String result, long bytesOut, long bytesError) {}
