package fr.touchweb.console.core.logs.alert;

import java.time.Instant;

/**
 * What a rule had to tell.
 *
 * @param at moment that it is about: of the line that made it full, or at which the silence had lasted long enough
 * @param number of that line in the timeline, -1 for a silence
 * @param muted whether nobody wanted to hear of it
 */
public record Alert(AlertRule rule, Instant at, long number, boolean muted) {}
