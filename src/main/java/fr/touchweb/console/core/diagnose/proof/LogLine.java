package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log line that a request of ours left, found by its unique user agent.
 *
 * @param server id of the server
 * @param file path on it
 * @param text the line
 * @param time moment that it tells, null when it tells none
 * @param meaning what it says of who answered
 */
public record LogLine(String server, String file, String text, @Nullable Instant time, Message meaning) {}
