package fr.touchweb.console.desktop.shell;

import org.jspecify.annotations.Nullable;

/**
 * {@code window.json} in the state folder: what only makes sense on this machine.
 *
 * @param version of this form
 * @param place null before the first close
 * @param page id of the page in sight
 * @param scope what was looked at
 */
public record WindowState(int version, @Nullable WindowPlace place, @Nullable String page, @Nullable ScopePath scope) {
    public static final int VERSION = 1;
    public static final WindowState NONE = new WindowState(VERSION, null, null, null);
}
