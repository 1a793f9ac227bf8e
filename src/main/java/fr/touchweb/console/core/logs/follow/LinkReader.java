package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a symbolic link leads to, since rotated files stand beside that and not beside the link. */
final class LinkReader {
    private static final int CANDIDATES = 64;
    /** Links to links that are followed. */
    private static final int MOST_LINKS = 16;

    private LinkReader() {}

    /**
     * Where a path leads.
     *
     * @param path of the file itself, or of the link when nobody could tell
     * @param known whether it is certain where the file stands
     */
    record Target(String path, boolean known) {}

    static Target target(RemoteFiles files, String path) throws RemoteException, InterruptedException {
        String at = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            String link;
            try {
                link = files.readLink(at);
            } catch (RemoteException e) {
                if (e.kind().retryable() || e.kind() == Kind.NO_SUCH_FILE) {
                    throw e;
                }
                // A server without a word for it, or a folder that may not be passed.
                String same = sameFolder(files, at);
                return new Target(same == null ? at : same, same != null);
            }
            if (link == null) {
                return new Target(at, true);
            }
            at = link.startsWith("/") ? link : folder(at) + link;
        }
        return new Target(path, false);
    }

    /** Folder of a path with its slash. */
    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The plain file of the same folder that begins alike. */
    private static @Nullable String sameFolder(RemoteFiles files, String path)
            throws RemoteException, InterruptedException {
        try (OpenFile file = files.open(path)) {
            Fingerprint head = Fingerprint.of(file);
            String folder = folder(path);
            List<FileEntry> plain = files.list(folder.length() == 1 ? folder : folder.substring(0, folder.length() - 1))
                    .stream().filter(e -> e.stat().kind() == FileStat.Kind.FILE).limit(CANDIDATES).toList();
            for (FileEntry entry : plain) {
                try (OpenFile candidate = files.open(folder + entry.name())) {
                    if (head.begins(Fingerprint.of(candidate)) && !Siblings.isRotated(entry.name())) {
                        return folder + entry.name();
                    }
                } catch (RemoteException e) {
                    if (e.kind() != Kind.PERMISSION && e.kind() != Kind.NO_SUCH_FILE) {
                        throw e;
                    }
                }
            }
            return null;
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION) {
                return null;
            }
            throw e;
        }
    }
}
