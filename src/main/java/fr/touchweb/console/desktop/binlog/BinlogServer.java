package fr.touchweb.console.desktop.binlog;

import org.jspecify.annotations.Nullable;

/**
 * A server whose binlogs the person may read.
 *
 * @param id in the fleet
 * @param client id of its client, null for none
 * @param pattern of its binary logs
 */
public record BinlogServer(String id, @Nullable String client, String pattern) {}
