package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.Siblings.Sibling;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rotated files of one log, plain or compressed: which there are, how they begin, and ways to read them. */
final class RotatedFiles {
    private static final int STRANGERS = 32;

    private final RemoteFiles files;
    private final SourceKey source;
    private final String real;
    private final int lineLimit;

    /** @param real what the path leads to where it is a link, since rotated files stand beside that */
    RotatedFiles(RemoteFiles files, SourceKey source, String real, int lineLimit) {
        this.files = files;
        this.source = source;
        this.real = real;
        this.lineLimit = lineLimit;
    }

    /** The newest first; none where the folder may not be listed. */
    List<Sibling> siblings() throws RemoteException, InterruptedException {
        try {
            return Siblings.of(files, real);
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION || e.kind() == Kind.NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Plain files of the folder that are no rotated names. */
    List<Sibling> strangers() throws RemoteException, InterruptedException {
        try {
            return Siblings.strangers(files, real, STRANGERS);
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION || e.kind() == Kind.NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Fingerprint of the newest rotated file that holds anything. */
    Fingerprint newest() throws RemoteException, InterruptedException {
        for (Sibling sibling : siblings()) {
            Fingerprint head = sibling.named() ? head(sibling) : Fingerprint.NONE;
            if (head.length() > 0) {
                return head;
            }
        }
        return Fingerprint.NONE;
    }

    Fingerprint head(Sibling sibling) throws RemoteException, InterruptedException {
        if (sibling.zipped()) {
            return ZippedLog.head(files, sibling.path());
        }
        OpenFile file = openOrNull(sibling.path());
        if (file == null) {
            return Fingerprint.NONE;
        }
        try (file) {
            return Fingerprint.of(file);
        }
    }

    /** Whether the same generation stands in the list twice, while it is being compressed: plain counts. */
    static boolean doubled(List<Sibling> siblings, int i) {
        Sibling one = siblings.get(i);
        return one.zipped() && i > 0 && siblings.get(i - 1).path().equals(one.path().replaceFirst("\\.gz$", ""));
    }

    /** A rotated file from its beginning on. */
    PastLog whole(Sibling sibling, Fingerprint head, int generation, List<AutoCloseable> opened)
            throws RemoteException, InterruptedException {
        if (sibling.zipped()) {
            return ZippedLog.whole(sibling.path(), source, lineLimit, generation, head);
        }
        OpenLog log = log(open(sibling), generation, 0);
        opened.add(log);
        if (!head.begins(Fingerprint.of(log.file()))) {
            // A rotation gave the name to another file since it was judged.
            throw new RemoteException(Kind.NO_SUCH_FILE, Message.of("logs.rotated.renamed", sibling.path()), null);
        }
        return log;
    }

    /** Names of the compressed files beside the log. */
    List<String> zipped() throws RemoteException, InterruptedException {
        return siblings().stream().filter(Sibling::zipped).map(Sibling::path).toList();
    }

    private @Nullable OpenFile openOrNull(String path) throws RemoteException, InterruptedException {
        try {
            return files.open(path);
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE || e.kind() == Kind.PERMISSION) {
                return null;
            }
            throw e;
        }
    }

    /** Paths of all of them, in the order of {@link #siblings}. */
    List<String> names() throws RemoteException, InterruptedException {
        return siblings().stream().map(Sibling::path).toList();
    }

    boolean zippedHolds(Sibling sibling, Position position) throws RemoteException, InterruptedException {
        return ZippedLog.holds(files, sibling.path(), position);
    }

    ZippedLog zipped(Sibling sibling, Position from) {
        return new ZippedLog(sibling.path(), source, lineLimit, from);
    }

    /**
     * A rotated file that goes on where a handle gives nothing more; null when there is none. Copies of logs are not
     * renamed at a rotation but written anew under each name, the newest first, and what the last copy lacked comes last.
     */
    @Nullable
    OpenLog longer(OpenLog read) throws RemoteException, InterruptedException {
        for (Sibling sibling : siblings()) {
            OpenFile file = sibling.zipped() || sibling.stat().size() <= read.offset()
                    ? null
                    : openOrNull(sibling.path());
            if (file == null) {
                continue;
            }
            boolean mine = false;
            try {
                mine = OpenLog.holds(file, read.position());
            } finally {
                if (!mine) {
                    file.close();
                }
            }
            if (mine) {
                return read.over(file);
            }
        }
        return null;
    }

    OpenFile open(Sibling sibling) throws RemoteException, InterruptedException {
        return files.open(sibling.path());
    }

    /** Reading of an open file of this log, from an offset at which a line begins. */
    OpenLog log(OpenFile file, int generation, long offset) throws RemoteException, InterruptedException {
        return OpenLog.at(file, source, generation, lineLimit, offset);
    }
}
