package fr.touchweb.console.core.whitelist.apply;

import org.jspecify.annotations.Nullable;

/**
 * New content for a file.
 *
 * @param path absolute
 * @param before content as it was read, null where there was no file; another one by now makes the whole change fail
 * @param compared whether {@code before} counts
 * @param after content to be
 * @param mode of a new file, octal digits; an existing one keeps its own
 */
public record FileChange(String path, byte @Nullable [] before, boolean compared, byte[] after, String mode) {

    public FileChange(String path, byte @Nullable [] before, byte[] after, String mode) {
        this(path, before, true, after, mode);
    }

    /** New content for a file whose old one does not matter. */
    public static FileChange whatever(String path, byte[] after, String mode) {
        return new FileChange(path, null, false, after, mode);
    }
}
