package fr.touchweb.console.core.task;

import java.time.Instant;

/**
 * A task that has ended.
 *
 * @param task what it was; still says its last words
 * @param outcome how it ended
 * @param ended when
 */
public record EndedTask(RunningTask task, Outcome<?> outcome, Instant ended) {}
