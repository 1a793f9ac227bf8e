package fr.touchweb.console.core.ban;

import java.time.Instant;

/**
 * A ban that a log tells of, whether it is in force or over.
 *
 * @param list jail or scenario
 * @param at its begin
 */
public record PastBan(String list, Instant at) {}
