package fr.touchweb.console.desktop.logs.profile;

import java.time.Instant;

/** A profile on a server. */
public record ProfileFile(String server, String path, long size, Instant modified) {
    /** Last part of its path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
