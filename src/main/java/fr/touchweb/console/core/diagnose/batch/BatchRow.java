package fr.touchweb.console.core.diagnose.batch;

import org.jspecify.annotations.Nullable;

/**
 * A row of the file: an address and where it should lead.
 *
 * @param line number of its line in the file, from 1
 * @param url as it stands
 * @param expected as it stands: an address, or a path on the same host; null when the file says none
 */
public record BatchRow(int line, String url, @Nullable String expected) {}
