package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.Globs;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Which logs there are and which of them are followed. JavaFX thread only. */
final class FollowedLogs {
    private static final int BACKFILL = 64 << 10;

    private final LogSession session;
    private final long resumeBytes;
    private final Runnable changed;
    private final ObservableList<ServerLogs> servers = FXCollections.observableArrayList();
    private final Set<LogSource> followed = new LinkedHashSet<>();
    private final Set<String> folded = new LinkedHashSet<>();
    private final Set<String> copies = new LinkedHashSet<>();
    private Set<String> remembered;
    private Predicate<ServerLogs> inScope = server -> true;
    private List<ServerLogs> all = List.of();

    /**
     * @param fleet servers and their logs; its changes are followed
     * @param before what was followed when the console was closed
     * @param resumeBytes that are read to go on where reading stopped before
     * @param changed called when a person changed what is followed
     */
    FollowedLogs(LogSession session, ObservableValue<List<ServerLogs>> fleet, LogsState before, long resumeBytes,
            Runnable changed) {
        this.session = session;
        this.resumeBytes = resumeBytes;
        this.changed = changed;
        remembered = Set.copyOf(before.sources());
        copies.addAll(before.copies());
        folded.addAll(before.folded());
        fleet.addListener((value, old, now) -> fleet(now));
        fleet(fleet.getValue());
    }

    private void fleet(List<ServerLogs> now) {
        all = List.copyOf(now);
        Set<String> wanted = new LinkedHashSet<>(remembered);
        followed.forEach(source -> wanted.add(source.name()));
        followed.clear();
        all.forEach(s -> s.sources().stream().filter(one -> wanted.contains(one.name())).forEach(followed::add));
        remembered = all.isEmpty() ? wanted : Set.of();
        show();
        apply();
    }

    private void show() {
        servers.setAll(all.stream().filter(inScope).toList());
    }

    /** Which servers the page lists: those of a client, or one; null for any. */
    void scope(@Nullable String client, @Nullable String server) {
        inScope = one -> (server == null || server.equals(one.server()))
                && (client == null || client.equals(one.client()));
        show();
    }

    /** Servers in scope, with their logs. */
    ObservableList<ServerLogs> servers() {
        return servers;
    }

    /** Every server that has logs, in scope or not. */
    List<ServerLogs> all() {
        return all;
    }

    /** Servers in scope that are no production. */
    List<String> preproductions() {
        return servers.stream().filter(server -> !server.production()).map(ServerLogs::server).toList();
    }

    /** Every log that could be followed. */
    List<LogSource> sources() {
        return all.stream().flatMap(server -> server.sources().stream()).toList();
    }

    boolean isFollowed(LogSource source) {
        return followed.contains(source);
    }

    int count() {
        return followed.size();
    }

    /** Names of what is followed. */
    List<String> names() {
        return followed.stream().map(LogSource::name).toList();
    }

    /** Starts or stops following a source; what it gave so far stays. */
    void follow(LogSource source, boolean on) {
        if (on ? followed.add(source) : followed.remove(source)) {
            apply();
            changed.run();
        }
    }

    /** The same for every log of a server. */
    void follow(ServerLogs server, boolean on) {
        if (on ? followed.addAll(server.sources()) : followed.removeAll(Set.copyOf(server.sources()))) {
            apply();
            changed.run();
        }
    }

    /** Whether the logs of a server are not listed. */
    boolean isFolded(ServerLogs server) {
        return folded.contains(server.server());
    }

    void fold(ServerLogs server, boolean wanted) {
        if (wanted ? folded.add(server.server()) : folded.remove(server.server())) {
            changed.run();
        }
    }

    /** Ids of the servers whose logs are not listed. */
    List<String> folded() {
        return List.copyOf(folded);
    }

    /** Whether the copy on the hypervisor is read instead of the log itself. */
    boolean fromCopy(LogSource source) {
        return source.copy() != null && copies.contains(source.name());
    }

    /** Names of those of which the copy is read. */
    List<String> copies() {
        return List.copyOf(copies);
    }

    /** Reads a log from the other place that holds it: the server itself, or the hypervisor. */
    void switchPlace(LogSource source) {
        if (source.copy() != null) {
            if (!copies.remove(source.name())) {
                copies.add(source.name());
            }
            apply();
            changed.run();
        }
    }

    /** A log at the place at which it is read. */
    private LogSource read(LogSource source) {
        return fromCopy(source) ? source.from(LogSource.Vantage.HYPERVISOR) : source;
    }

    private List<LogSource> read() {
        return followed.stream().map(this::read).toList();
    }

    /** The log that a file of a machine belongs to; empty when it is none of those that may be read. */
    Optional<LogSource> of(String server, String path) {
        return sources().stream().filter(source -> {
            SourceKey place = read(source).place();
            return place.server().equals(server)
                    && (place.path().equals(path) || Globs.matches(place.path(), path));
        }).findFirst();
    }

    /** Follows these logs and nothing else. */
    void followOnly(Predicate<LogSource> wanted) {
        followed.clear();
        sources().stream().filter(wanted).forEach(followed::add);
        apply();
        changed.run();
    }

    /** Follows every log of these servers and nothing else. */
    void followServers(Set<String> ids) {
        followOnly(source -> ids.contains(source.server()));
    }

    /** Follows every log of a server and nothing else, from a moment on; what is followed already stays as it is. */
    void followSince(String server, Instant moment) {
        followed.clear();
        sources().stream().filter(source -> source.server().equals(server)).forEach(followed::add);
        session.follow(read(), new Start.Since(moment));
        changed.run();
    }

    private void apply() {
        session.follow(read(), new Start.Last(BACKFILL, resumeBytes));
    }

    /**
     * How the files of a source are, by path.
     *
     * @param all how every file is
     */
    Map<SourceKey, SourceHealth> health(LogSource source, Map<SourceKey, SourceHealth> all) {
        Map<SourceKey, SourceHealth> own = new TreeMap<>(Comparator.comparing(SourceKey::path));
        SourceKey place = read(source).place();
        all.forEach((key, value) -> {
            if (key.server().equals(place.server())
                    && (key.path().equals(place.path()) || Globs.matches(place.path(), key.path()))) {
                own.put(key, value);
            }
        });
        return own;
    }
}
