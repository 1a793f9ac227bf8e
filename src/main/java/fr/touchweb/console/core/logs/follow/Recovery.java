package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap.Reason;
import fr.touchweb.console.core.logs.follow.Siblings.Sibling;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.FileStat;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds again what was being read, under whatever name: the file itself, its rotated or copied successors, and the
 * generations that came between it and the file of now.
 */
final class Recovery {
    private static final int TRIES = 12;
    private static final int STRANGERS = 32;

    private final RemoteFiles files;
    private final SourceKey source;
    private final String real;
    private final int lineLimit;

    /** @param real what the path leads to where it is a link, since rotated files stand beside that */
    Recovery(RemoteFiles files, SourceKey source, String real, int lineLimit) {
        this.files = files;
        this.source = source;
        this.real = real;
        this.lineLimit = lineLimit;
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
                List<String> names = names();
                Found found = attempt(known, opened);
                if (attempt == TRIES || stillThere(found.live()) && stillNamed(found.old(), known.handle())
                        && names.equals(names())) {
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
        Walk walk = new Walk(known, path, same);
        walk.siblings(siblings(), opened);
        walk.strangers(opened);
        int generation = known.generation();
        List<PastLog> old = new ArrayList<>();
        for (Step step : walk.steps()) {
            if (step.log() != null) {
                old.add(step.log());
            } else if (step.whole() != null) {
                old.add(whole(step.whole(), step.head(), ++generation, opened));
            }
        }
        // Nothing was read of an empty file, so it does not matter which one of the new ones it has become.
        same |= path != null && handle == null && last != null && last.fingerprint().length() == 0 && old.isEmpty();
        OpenLog live = null;
        if (path != null) {
            live = !same || last == null
                    ? OpenLog.at(path, source, generation + 1, lineLimit, 0)
                    : handle != null
                            ? handle.over(path)
                            : OpenLog.at(path, source, last.generation(), lineLimit, last.offset());
        }
        return new Found(old, live, same, walk.problems());
    }

    /** A file in the row of rotations: one that is known, or one to read whole, known by its head. */
    private record Step(int age, @Nullable PastLog log, @Nullable Sibling whole, Fingerprint head) {
        Step(int age, PastLog log) {
            this(age, log, null, Fingerprint.NONE);
        }
    }

    /** Goes through the rotated files from the newest on until everything known has its place. */
    private final class Walk {
        private final Known known;
        private final Fingerprint live;
        private final List<Position> wanted = new ArrayList<>();
        private final Map<OpenLog, Fingerprint> alive = new LinkedHashMap<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final @Nullable OpenLog handle;

        Walk(Known known, @Nullable OpenFile path, boolean same) throws RemoteException, InterruptedException {
            this.known = known;
            this.handle = same ? null : known.handle();
            this.live = path == null ? Fingerprint.NONE : Fingerprint.of(path);
            List<Position> lost = known.lost();
            for (int i = 0; i < lost.size(); i++) {
                boolean isLive = same && known.last() && i == lost.size() - 1;
                if (!isLive && lost.get(i).fingerprint().length() > 0) {
                    wanted.add(lost.get(i));
                }
            }
            for (OpenLog log : known.alive()) {
                alive.put(log, Fingerprint.of(log.file()));
            }
            if (handle != null) {
                alive.put(handle, Fingerprint.of(handle.file()));
            }
        }

        void siblings(List<Sibling> siblings, List<AutoCloseable> opened)
                throws RemoteException, InterruptedException {
            List<Step> unknown = new ArrayList<>();
            List<Fingerprint> heads = new ArrayList<>(alive.values());
            heads.removeIf(head -> head.length() == 0);
            int toFind = heads.size() + wanted.size();
            boolean ignorant = toFind == 0 && known.finished().isEmpty();
            boolean anchored = false;
            boolean handlePlaced = handle == null;
            for (int i = 0; i < siblings.size() && (toFind > 0 || !anchored); i++) {
                Sibling sibling = siblings.get(i);
                Fingerprint head = head(sibling);
                if (head.length() == 0 || live.begins(head) || head.begins(live) || doubled(siblings, i)) {
                    continue;
                }
                boolean mine = false;
                for (Map.Entry<OpenLog, Fingerprint> log : alive.entrySet()) {
                    if (log.getValue().begins(head)) {
                        mine = true;
                        toFind -= heads.remove(log.getValue()) ? 1 : 0;
                        if (log.getKey() == handle && !handlePlaced) {
                            handlePlaced = true;
                            steps.add(new Step(i, handle));
                        }
                    }
                }
                if (!mine && locate(sibling, head, i, opened)) {
                    mine = true;
                    toFind--;
                }
                mine |= known.finished().stream().anyMatch(one -> one.begins(head));
                if (mine) {
                    anchored = true;
                    steps.addAll(unknown);
                    unknown.clear();
                } else if (sibling.named()) {
                    unknown.add(new Step(i, null, sibling, head));
                }
            }
            if (ignorant) {
                steps.addAll(unknown);
            }
            if (!handlePlaced && handle != null) {
                steps.add(new Step(Integer.MAX_VALUE, handle));
            }
        }

        /** Where a log reached through a link, or renamed by hand, may have gone. */
        void strangers(List<AutoCloseable> opened) throws RemoteException, InterruptedException {
            if (wanted.isEmpty()) {
                return;
            }
            for (Sibling stranger : Recovery.this.strangers()) {
                Fingerprint head = head(stranger);
                if (head.length() > 0) {
                    locate(stranger, head, Integer.MAX_VALUE, opened);
                }
            }
            for (Position position : wanted) {
                long rest = position.known() - position.offset();
                problems.add(new Problem(known.emptied() ? Reason.TRUNCATED : Reason.DISAPPEARED, position.offset(),
                        rest > 0 ? rest : -1));
            }
        }

        /** Whether a wanted position is in this file, which then becomes one to read on. */
        private boolean locate(Sibling sibling, Fingerprint head, int age, List<AutoCloseable> opened)
                throws RemoteException, InterruptedException {
            for (Position position : List.copyOf(wanted)) {
                if (!position.fingerprint().begins(head)) {
                    continue;
                }
                if (sibling.zipped()) {
                    if (ZippedLog.holds(files, sibling.path(), position)) {
                        wanted.remove(position);
                        steps.add(new Step(age, new ZippedLog(sibling.path(), source, lineLimit, position)));
                        return true;
                    }
                    continue;
                }
                OpenFile file = files.open(sibling.path());
                opened.add(file);
                if (OpenLog.holds(file, position)) {
                    wanted.remove(position);
                    steps.add(new Step(age, OpenLog.at(file, source, position.generation(), lineLimit,
                            position.offset())));
                    return true;
                }
                boolean behind = known.emptied() && file.stat().size() <= position.offset();
                file.close();
                if (behind) {
                    // The copy was made before the last lines that were read: nothing is left in it.
                    wanted.remove(position);
                    return true;
                }
            }
            return false;
        }

        /** What to read, the oldest first. */
        List<Step> steps() {
            return steps.stream().sorted(Comparator.comparingInt(Step::age).reversed()).toList();
        }

        List<Problem> problems() {
            return problems;
        }
    }

    private List<Sibling> siblings() throws RemoteException, InterruptedException {
        try {
            return Siblings.of(files, real);
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION || e.kind() == Kind.NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Sibling> strangers() throws RemoteException, InterruptedException {
        try {
            return Siblings.strangers(files, real, STRANGERS);
        } catch (RemoteException e) {
            if (e.kind() == Kind.PERMISSION || e.kind() == Kind.NO_SUCH_FILE) {
                return List.of();
            }
            throw e;
        }
    }

    private @Nullable OpenFile openLive(List<AutoCloseable> opened) throws RemoteException, InterruptedException {
        try {
            OpenFile file = files.open(source.path());
            opened.add(file);
            return file;
        } catch (RemoteException e) {
            if (e.kind() == Kind.NO_SUCH_FILE) {
                return null;
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

    private Fingerprint head(Sibling sibling) throws RemoteException, InterruptedException {
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
    private static boolean doubled(List<Sibling> siblings, int i) {
        Sibling one = siblings.get(i);
        return one.zipped() && i > 0 && siblings.get(i - 1).path().equals(one.path().replaceFirst("\\.gz$", ""));
    }

    private PastLog whole(Sibling sibling, Fingerprint head, int generation, List<AutoCloseable> opened)
            throws RemoteException, InterruptedException {
        if (sibling.zipped()) {
            return ZippedLog.whole(sibling.path(), source, lineLimit, generation, head);
        }
        OpenLog log = OpenLog.at(files.open(sibling.path()), source, generation, lineLimit, 0);
        opened.add(log);
        if (!head.begins(Fingerprint.of(log.file()))) {
            // A rotation gave the name to another file since it was judged.
            throw new RemoteException(Kind.NO_SUCH_FILE, Message.of("logs.notAFile", sibling.path()), null);
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

    private List<String> names() throws RemoteException, InterruptedException {
        return siblings().stream().map(Sibling::path).toList();
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
            try {
                files.stat(source.path());
                return false;
            } catch (RemoteException e) {
                if (e.kind() == Kind.NO_SUCH_FILE) {
                    return true;
                }
                throw e;
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
