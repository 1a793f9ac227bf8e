package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Function;

/** A session on files of this machine that looks often. */
public final class LocalSession {
    private LocalSession() {}

    /** @param folder takes the spool */
    public static LogSession in(Path folder) {
        return in(folder.resolve("spool"), Bookmarks.NONE);
    }

    /** @param marks where earlier sessions stopped */
    static LogSession in(Path spool, Bookmarks marks) {
        return in(spool, marks, KeptLogs.NONE);
    }

    /** @param kept lines of earlier sessions */
    static LogSession in(Path spool, Bookmarks marks, KeptLogs kept) {
        return in(spool, marks, kept, server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())), error -> {
            throw new AssertionError(error);
        });
    }

    /**
     * @param hosts gives the machine of a server id
     * @param errors hears what breaks in the background
     */
    static LogSession in(Path spool, Bookmarks marks, KeptLogs kept, Function<String, RemoteHost> hosts,
            Consumer<Throwable> errors) {
        FollowTimes times = new FollowTimes(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofMillis(20), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0,
                256 << 10, 1 << 20);
        return new LogSession(hosts, times, InstantSource.system(), ZoneId.of("Europe/Paris"), FormatCatalog.plain(),
                spool, 1 << 28, marks, kept, Thread.ofVirtual().factory(), errors);
    }
}
