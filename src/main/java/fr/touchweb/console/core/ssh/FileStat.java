package fr.touchweb.console.core.ssh;

import java.time.Instant;

/**
 * Facts about a file.
 *
 * @param size bytes
 * @param modified last change of its content, whole seconds over SFTP
 * @param permissions the low twelve bits of the mode, -1 when the server does not tell
 * @param owner number of the account, -1 when the server does not tell
 * @param group number of the group, -1 when the server does not tell
 */
public record FileStat(Kind kind, long size, Instant modified, int permissions, int owner, int group) {

    /** Of a file of which nothing can be said any more. */
    static final FileStat NOTHING = new FileStat(Kind.OTHER, -1, Instant.EPOCH, -1, -1, -1);

    /** What a path names. */
    public enum Kind {
        FILE, FOLDER, LINK, OTHER
    }
}
