package fr.touchweb.console.desktop.binlog;

/**
 * A value as a person reads it, and as the tool printed it.
 *
 * @param quiet whether it is no value of its own: NULL, not logged
 */
record Shown(String text, String raw, boolean quiet) {}
