package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap.Reason;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds again what was being read, under whatever name: the file itself, its rotated or copied successors, and the
 * generations that came between it and the file of now.
 */
final class Recovery {
    private static final int TRIES = 12;

    private final RemoteFiles files;
    private final SourceKey source;
    private final RotatedFiles rotated;

    Recovery(RemoteFiles files, SourceKey source, RotatedFiles rotated) {
        this.files = files;
        this.source = source;
        this.rotated = rotated;
    }

    /**
     * What there is to read.
     *
     * @param old files to read to their end that are not being read yet, oldest first; the handle is among them when
     *        the path does not name its file any more
     * @param live the file under the path, null when there is none
     * @param same whether the live file is the one in which reading stopped
     * @param problems what could not be found, in words for a gap row
     */
    record Found(List<PastLog> old, @Nullable OpenLog live, boolean same, List<Problem> problems) {}

    /** Something that could not be found again. */
    record Problem(Reason reason, long offset, long lost) {}

    /**
     * What is known of the files that were read so far.
     *
     * @param alive rotated files that are being read by their handles
     * @param handle of the file that the path named last, null when there is none
     * @param lost positions in files whose handles are gone, oldest first
     * @param last whether the last of them is that of the file that the path named
     * @param finished files that were read to their end, or that were there before reading began
     * @param emptied whether the file was seen to be emptied in place, so that its rest is in a copy
     * @param generation of the newest file
     */
    record Known(List<OpenLog> alive, @Nullable OpenLog handle, List<Position> lost, boolean last,
            List<Fingerprint> finished, boolean emptied, int generation) {}

    /** Finds everything that comes after what is known. */
    Found find(Known known) throws RemoteException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            List<AutoCloseable> opened = new ArrayList<>();
            boolean keep = false;
            try {
                List<String> names = rotated.names();
                Found found = attempt(known, opened);
                if (attempt == TRIES || stillThere(found.live()) && stillNamed(found.old(), known.handle())
                        && names.equals(rotated.names())) {
                    keep = true;
                    return found;
                }
            } catch (RemoteException e) {
                // Names moved between listing and opening: look again.
                if (e.kind() != Kind.NO_SUCH_FILE || attempt == TRIES) {
                    throw e;
                }
            } finally {
                if (!keep) {
                    opened.forEach(Recovery::closeQuietly);
                }
            }
        }
    }

    private Found attempt(Known known, List<AutoCloseable> opened) throws RemoteException, InterruptedException {
        OpenFile path = openLive(opened);
        OpenLog handle = known.handle();
        Position last = handle != null ? handle.position() : known.last() ? known.lost().getLast() : null;
        boolean same = path != null && last != null && !known.emptied() && OpenLog.holds(path, last);
        RotationWalk walk = new RotationWalk(known, rotated, path, same);
        walk.siblings(opened);
        walk.strangers(opened);
        int generation = known.generation();
        List<PastLog> old = new ArrayList<>();
        for (RotationWalk.Step step : walk.steps()) {
            if (step.log() != null) {
                old.add(step.log());
            } else if (step.whole() != null) {
                old.add(rotated.whole(step.whole(), step.head(), ++generation, opened));
            }
        }
        // Nothing was read of an empty file, so it does not matter which one of the new ones it has become.
        same |= path != null && handle == null && last != null && last.fingerprint().length() == 0 && old.isEmpty();
        OpenLog live = null;
        if (path != null) {
            live = !same || last == null
                    ? rotated.log(path, generation + 1, 0)
                    : handle != null
                            ? handle.over(path)
                            : rotated.log(path, last.generation(), last.offset());
        }
        return new Found(old, live, same, walk.problems());
    }

    /** The file under the path; null when there is none, or none that can be read. */
    private @Nullable OpenFile openLive(List<AutoCloseable> opened) throws RemoteException, InterruptedException {
        try {
            // Opening a pipe waits for somebody who writes to it, on the far side.
            if (files.stat(source.path()).kind() != FileStat.Kind.FILE) {
                return null;
            }
            OpenFile file = files.open(source.path());
            opened.add(file);
            return file;
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE || e.kind() == Kind.PERMISSION) {
                return null;
            }
            throw e;
        }
    }

    /** Whether the names by which past files were opened still are theirs. */
    private boolean stillNamed(List<PastLog> old, @Nullable OpenLog handle)
            throws RemoteException, InterruptedException {
        List<OpenFile> opened = new ArrayList<>();
        for (PastLog log : old) {
            if (log instanceof OpenLog open && open != handle) {
                opened.add(open.file());
            }
        }
        for (FileBracket bracket : opened.isEmpty() ? List.<FileBracket>of() : files.brackets(opened)) {
            if (!inside(bracket)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the path still names the file that was opened, so that nothing moved while we looked. */
    private boolean stillThere(@Nullable OpenLog live) throws RemoteException, InterruptedException {
        if (live == null) {
            List<AutoCloseable> again = new ArrayList<>();
            try {
                return openLive(again) == null;
            } finally {
                again.forEach(Recovery::closeQuietly);
            }
        }
        return inside(files.brackets(List.of(live.file())).getFirst());
    }

    /** Whether handle and path can be one file: sizes, and times while nothing grows, run one after the other. */
    static boolean inside(FileBracket bracket) {
        FileStat path = bracket.path();
        if (path == null) {
            return false;
        }
        long a = bracket.before().size();
        long b = bracket.after().size();
        if (path.size() < a || path.size() > b) {
            return false;
        }
        return a != b || a == 0 || !path.modified().isBefore(bracket.before().modified())
                && !path.modified().isAfter(bracket.after().modified());
    }

    private static void closeQuietly(AutoCloseable open) {
        switch (open) {
            case OpenFile file -> file.close();
            case OpenLog log -> log.close();
            default -> throw new IllegalStateException(open.toString());
        }
    }
}
