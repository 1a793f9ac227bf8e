package fr.touchweb.console.core.ssh;

import org.jspecify.annotations.Nullable;

/**
 * An open file and the file that its path names, measured as handle, path, handle. A log only grows, so
 * {@code before <= path <= after} when both are the same file (reference logs 4.5).
 *
 * @param before facts of the handle, first
 * @param path facts of the path, null when nothing is there any more
 * @param after facts of the handle, last
 */
public record FileBracket(FileStat before, @Nullable FileStat path, FileStat after) {
    /** A file that was open by name and has none any more. */
    public static final FileBracket GONE = new FileBracket(FileStat.NOTHING, null, FileStat.NOTHING);
}
