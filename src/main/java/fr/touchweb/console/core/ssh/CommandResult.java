package fr.touchweb.console.core.ssh;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a command left.
 *
 * @param stdout bytes as they came, at most the command's output limit
 * @param stderr last bytes of standard error, at most 256 KiB
 * @param truncated whether bytes of either were dropped
 */
public record CommandResult(Exit exit, byte[] stdout, byte[] stderr, boolean truncated, Duration duration) {
    public boolean ok() {
        return exit.ok();
    }

    /** Standard output as UTF-8; bytes that are none become U+FFFD. */
    public String text() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8; bytes that are none become U+FFFD. */
    public String errorText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
