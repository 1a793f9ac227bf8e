package fr.touchweb.console.core.logs.follow;

/**
 * One followed log: a path of a server, whatever file it names at the moment.
 *
 * @param server name of the machine as people know it
 * @param path absolute path there
 */
public record SourceKey(String server, String path) {
    /** Last part of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return server + ":" + path;
    }
}
