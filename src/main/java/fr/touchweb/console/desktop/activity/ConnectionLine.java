package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;

/**
 * One connection to a machine.
 *
 * @param server name of the machine
 * @param account login on it
 * @param state what it does now, in words
 * @param kind {@code good}, {@code warning} or {@code danger}, as the words say
 * @param since when the state began
 * @param channels commands and file sessions open on it
 * @param bytesIn received since it was opened
 * @param bytesOut sent since it was opened
 */
public record ConnectionLine(String server, String account, Message state, String kind, Instant since, int channels,
        long bytesIn, long bytesOut) {}
