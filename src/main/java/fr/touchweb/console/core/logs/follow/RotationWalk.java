package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap.Reason;
import fr.touchweb.console.core.logs.follow.Siblings.Sibling;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the rotated files from the newest on until everything known has its place. */
final class RotationWalk {
    /** A file in the row of rotations: one that is known, or one to read whole, known by its head. */
    record Step(int age, @Nullable PastLog log, @Nullable Sibling whole, Fingerprint head) {
        Step(int age, PastLog log) {
            this(age, log, null, Fingerprint.NONE);
        }
    }

    private final Recovery.Known known;
    private final RotatedFiles rotated;
    private final Fingerprint live;
    private final List<Position> wanted = new ArrayList<>();
    private final Map<OpenLog, Fingerprint> alive = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Recovery.Problem> problems = new ArrayList<>();
    private final @Nullable OpenLog handle;

    RotationWalk(Recovery.Known known, RotatedFiles rotated, @Nullable OpenFile path, boolean same)
            throws RemoteException, InterruptedException {
        this.known = known;
        this.rotated = rotated;
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

    void siblings(List<AutoCloseable> opened) throws RemoteException, InterruptedException {
        List<Sibling> siblings = rotated.siblings();
        List<Step> unknown = new ArrayList<>();
        List<Fingerprint> heads = new ArrayList<>(alive.values());
        heads.removeIf(head -> head.length() == 0);
        int toFind = heads.size() + wanted.size();
        boolean ignorant = toFind == 0 && known.finished().isEmpty();
        boolean anchored = false;
        boolean handlePlaced = handle == null;
        for (int i = 0; i < siblings.size() && (toFind > 0 || !anchored); i++) {
            Sibling sibling = siblings.get(i);
            Fingerprint head = rotated.head(sibling);
            if (head.length() == 0 || live.begins(head) || head.begins(live) || RotatedFiles.doubled(siblings, i)) {
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
        for (Sibling stranger : rotated.strangers()) {
            Fingerprint head = rotated.head(stranger);
            if (head.length() > 0) {
                locate(stranger, head, Integer.MAX_VALUE, opened);
            }
        }
        for (Position position : wanted) {
            long rest = position.known() - position.offset();
            problems.add(
                    new Recovery.Problem(known.emptied() ? Reason.TRUNCATED : Reason.DISAPPEARED, position.offset(),
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
                if (rotated.zippedHolds(sibling, position)) {
                    wanted.remove(position);
                    steps.add(new Step(age, rotated.zipped(sibling, position)));
                    return true;
                }
                continue;
            }
            OpenFile file = rotated.open(sibling);
            opened.add(file);
            if (OpenLog.holds(file, position)) {
                wanted.remove(position);
                steps.add(new Step(age, rotated.log(file, position.generation(), position.offset())));
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

    List<Recovery.Problem> problems() {
        return problems;
    }
}
