package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.JournalDownload;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fetches all that a source names, files or a journal, as it is: resumed and verified. Blocks. */
public final class LogDownload {
    private final RemoteHost host;
    private final int lineBytes;

    /** @param lineBytes pieces in which a longer entry of a journal is looked at */
    public LogDownload(RemoteHost host, int lineBytes) {
        this.host = host;
        this.lineBytes = lineBytes;
    }

    /** How it was made sure that all is here. */
    public enum Proof {
        /** SHA-256 of all bytes, on both sides. */
        HASH("sha256"),
        /** Bytes at many places, read once more; the machine cannot hash for this account. */
        SAMPLES("samples"),
        /** The entry of a journal that was the newest when fetching began. */
        NEWEST_ENTRY("newest-entry"),
        /** The same, of the entries that this account sees. */
        OWN_ENTRIES("own-entries");

        private final String id;

        Proof(String id) {
            this.id = id;
        }

        /** As JSON names it. */
        public String id() {
            return id;
        }
    }

    /**
     * A file that was fetched.
     *
     * @param source server and path, or journal
     * @param resumedAt bytes that were here before
     */
    public record Fetched(String source, Path file, long bytes, long resumedAt, Proof proof) {
        /** The whole of it in words. */
        public Message text() {
            return switch (proof) {
                case HASH -> Message.of("logs.downloaded.hash", source, bytes, resumedAt);
                case SAMPLES -> Message.of("logs.downloaded.samples", source, bytes, resumedAt);
                case NEWEST_ENTRY -> Message.of("logs.downloaded.newestEntry", source, bytes, resumedAt);
                case OWN_ENTRIES -> Message.of("logs.downloaded.ownEntries", source, bytes, resumedAt);
            };
        }
    }

    /**
     * Where a file goes: into the folder, or one in it where others have the same name.
     *
     * @param path absolute
     * @param all paths that are fetched together
     */
    public static Path place(String path, List<String> all, Path folder) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash);
        boolean only = all.stream().noneMatch(other -> !other.equals(path) && other.endsWith(name));
        return only || slash == 0 ? folder : folder.resolve(path.substring(1, slash).replace('/', '_'));
    }

    /**
     * Fetches into a folder.
     *
     * @param what absolute path with {@code *} and {@code ?}, or a journal as {@link JournalSource} names it
     * @return empty when no file has such a name
     */
    public List<Fetched> fetch(String what, Path folder, TaskControl control)
            throws IOException, InterruptedException {
        if (JournalSource.isOne(what)) {
            JournalSource journal = JournalSource.of(what).orElseThrow(
                    () -> new RemoteException(Kind.CONFIGURATION, JournalSource.unknown(what), null));
            JournalDownload.Result result = new JournalDownload(host, journal, lineBytes).fetch(folder, control);
            return List.of(new Fetched(host.name() + ":" + what, result.file(), result.bytes(), result.resumedAt(),
                    result.own() ? Proof.OWN_ENTRIES : Proof.NEWEST_ENTRY));
        }
        List<Fetched> all = new ArrayList<>();
        List<String> paths = Globs.expand(LogFiles.of(host), what);
        for (String path : paths) {
            Download.Result result = new Download(host).fetch(path, place(path, paths, folder), control);
            all.add(new Fetched(host.name() + ":" + path, result.file(), result.bytes(), result.resumedAt(),
                    result.proof() == Download.Proof.HASH ? Proof.HASH : Proof.SAMPLES));
        }
        return all;
    }
}
