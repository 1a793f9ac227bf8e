package fr.touchweb.console.core.whitelist.apply;

import org.jspecify.annotations.Nullable;

/**
 * New content for a file.
 *
 * @param path absolute
 * @param before content as it was read, null where there was no file; another one by now makes the whole change fail
 * @param after content to be
 * @param mode of a new file, octal digits; an existing one keeps its own
 */
public record FileChange(String path, byte @Nullable [] before, byte[] after, String mode) {}
