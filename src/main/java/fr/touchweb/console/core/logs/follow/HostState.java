package fr.touchweb.console.core.logs.follow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the health of every file of a machine.
 *
 * @param skew of the clock that it tells, null where it runs no command for us
 * @param pause between two looks
 * @param retryIn time to the next try, null when none is planned
 */
record HostState(@Nullable Duration skew, Duration pause, @Nullable Duration retryIn) {}
