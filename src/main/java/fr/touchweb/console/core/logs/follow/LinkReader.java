package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.FileEntry;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;

/**
 * Finds what a symbolic link leads to. SFTP as the console speaks it has no word for that, so the machine's own
 * {@code readlink} is asked; an account that runs no command gets an answer only within the same folder.
 */
final class LinkReader {
    private static final int CANDIDATES = 64;

    private final RemoteHost host;

    LinkReader(RemoteHost host) {
        this.host = host;
    }

    /** Path of the file itself; the given one when it is no link or when nobody can tell. */
    String target(RemoteFiles files, String path) throws RemoteException, InterruptedException {
        int slash = path.lastIndexOf('/');
        String folder = slash <= 0 ? "/" : path.substring(0, slash);
        String name = path.substring(slash + 1);
        List<FileEntry> entries;
        try {
            entries = files.list(folder);
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION) {
                return path;
            }
            throw e;
        }
        boolean link = entries.stream()
                .anyMatch(e -> e.name().equals(name) && e.stat().kind() == FileStat.Kind.LINK);
        if (!link) {
            return path;
        }
        if (host.capabilities().shell()) {
            CommandResult result = host.run(Command.of("readlink", "-f", "--", path));
            String target = result.text().strip();
            if (result.ok() && target.startsWith("/")) {
                return target;
            }
        }
        return sameFolder(files, folder, path, entries);
    }

    private static String sameFolder(RemoteFiles files, String folder, String path, List<FileEntry> entries)
            throws RemoteException, InterruptedException {
        try (OpenFile file = files.open(path)) {
            Fingerprint head = Fingerprint.of(file);
            List<FileEntry> plain = entries.stream().filter(e -> e.stat().kind() == FileStat.Kind.FILE)
                    .limit(CANDIDATES).toList();
            for (FileEntry entry : plain) {
                String other = folder.equals("/") ? "/" + entry.name() : folder + "/" + entry.name();
                try (OpenFile candidate = files.open(other)) {
                    if (head.begins(Fingerprint.of(candidate)) && !Siblings.isRotated(entry.name())) {
                        return other;
                    }
                } catch (RemoteException e) {
                    if (e.kind() != Kind.PERMISSION && e.kind() != Kind.NO_SUCH_FILE) {
                        throw e;
                    }
                }
            }
            return path;
        }
    }
}
