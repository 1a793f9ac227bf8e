package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.nio.file.Path;

/**
 * One line of a known_hosts file.
 *
 * @param file where it stands
 * @param line 1-based
 */
public record KnownHost(Path file, int line, Marker marker, HostPatterns hosts, KeyBlob key) {

    /** What the line says about its key. */
    public enum Marker {
        /** The key is one of the host. */
        HOST,
        /** The key signs certificates of such hosts. */
        AUTHORITY,
        /** The key must never be accepted. */
        REVOKED
    }

    /** The place as people and editors write it, {@code /home/me/.ssh/known_hosts:12}. */
    public String place() {
        return file + ":" + line;
    }
}
