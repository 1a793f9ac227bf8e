package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The files of one machine that are followed: those that a person wants, and those that patterns name by now. For the
 * thread that follows.
 */
final class FollowedFiles {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final BiFunction<String, Begin, FileFollower> making;
    private final Map<String, FileFollower> all = new LinkedHashMap<>();
    private final Set<String> patterns = new HashSet<>();
    /** Sources that were told of before the machine said which files there are. */
    private final Set<String> announced = new LinkedHashSet<>();
    private Instant looked = Instant.EPOCH;

    /**
     * How reading of a file begins.
     *
     * @param start of its own: a file that comes up later under a pattern is new from its first byte on
     */
    record Begin(Wanted wanted, Start start) {}

    /**
     * What another look at the names has changed.
     *
     * @param begun followed from now on
     * @param ended not followed any more
     * @param waiting paths and patterns that wait for the machine's answer
     * @param nothing paths that were told of, and name nothing that is followed
     */
    record Changes(List<FileFollower> begun, List<FileFollower> ended, List<String> waiting, List<String> nothing) {
        private static final Changes NONE = new Changes(List.of(), List.of(), List.of(), List.of());
    }

    /** @param making makes what follows a path */
    FollowedFiles(BiFunction<String, Begin, FileFollower> making) {
        this.making = making;
    }

    Collection<FileFollower> all() {
        return all.values();
    }

    /** Starts what is new among the wishes and among the files of their patterns, ends what nobody wishes any more. */
    Changes reconcile(RemoteFiles files, List<Wanted> wishes, Instant now)
            throws RemoteException, InterruptedException {
        Set<String> named = new HashSet<>(wishes.stream().map(Wanted::pattern).toList());
        boolean changed = !patterns.equals(named);
        if (!changed && now.isBefore(looked.plus(LOOK_EVERY))) {
            return Changes.NONE;
        }
        looked = now;
        Set<String> paths = new HashSet<>();
        List<FileFollower> begun = new ArrayList<>();
        for (Wanted one : wishes) {
            List<String> found = named(files, one.pattern());
            boolean first = patterns.add(one.pattern());
            for (String path : found) {
                paths.add(path);
                if (!all.containsKey(path)) {
                    FileFollower file = making.apply(path,
                            new Begin(one, first ? one.start() : new Start.Beginning()));
                    all.put(path, file);
                    begun.add(file);
                }
            }
        }
        patterns.retainAll(named);
        List<FileFollower> ended = new ArrayList<>();
        for (String path : List.copyOf(all.keySet())) {
            // A file that a pattern no longer names may be between two rotations: it is kept until it is let go.
            if (!paths.contains(path) && (changed || Globs.isPattern(path))) {
                ended.add(all.remove(path));
            }
        }
        List<String> nothing = announced.stream().filter(path -> !all.containsKey(path)).toList();
        announced.clear();
        return new Changes(begun, ended, List.of(), nothing);
    }

    /** What a pattern names; itself where that is nothing, or nobody may tell. */
    private static List<String> named(RemoteFiles files, String pattern)
            throws RemoteException, InterruptedException {
        try {
            List<String> found = Globs.expand(files, pattern);
            return found.isEmpty() ? List.of(pattern) : found;
        } catch (RemoteException e) {
            if (e.kind() != Kind.PERMISSION) {
                throw e;
            }
            return List.of(pattern);
        }
    }

    /** Of these paths was told; they are sources only if the machine has them. */
    void announce(Collection<String> paths) {
        announced.addAll(paths);
    }

    /** What stands for wishes of which the machine has said nothing: files that are known of, else the patterns. */
    Changes unanswered(List<Wanted> wishes) {
        Set<String> waiting = new LinkedHashSet<>();
        for (Wanted one : wishes) {
            if (all.keySet().stream().noneMatch(path -> names(one, path))) {
                List<String> files = announced.stream().filter(path -> names(one, path)).toList();
                waiting.addAll(files.isEmpty() ? List.of(one.pattern()) : files);
            }
        }
        List<String> nothing = announced.stream().filter(path -> !waiting.contains(path)).toList();
        announced.clear();
        announced.addAll(waiting);
        return new Changes(List.of(), List.of(), List.copyOf(waiting), nothing);
    }

    private static boolean names(Wanted one, String path) {
        return one.pattern().equals(path) || Globs.matches(one.pattern(), path);
    }
}
