package fr.touchweb.console.bench;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Many lines of twenty logs in one timeline, read and parsed, and in the next runs as they were kept (issue 3, spool and index). */
final class OpenedAgain {
    private static final int LOGS = 20;
    private static final int AGAIN = 3;
    private static final int BUFFER = 1 << 20;
    private static final int SCREEN = 64 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final long lines;

    /** Makes a session. */
    interface Sessions {
        LogSession of(Function<String, RemoteHost> hosts, Bookmarks marks, KeptLogs kept) throws IOException;
    }

    OpenedAgain(Path folder, long lines) {
        this.folder = folder;
        this.lines = lines;
    }

    void run(Report report, Path log, Sessions sessions) throws IOException {
        RemoteHost local = new LocalHost("local", new CommandJournal(Clock.systemUTC()));
        Bookmarks marks = new Bookmarks(folder.resolve("places"), Duration.ofDays(1), 1 << 24, SCREEN,
                InstantSource.system());
        KeptLogs kept = new KeptLogs(folder.resolve("kept"), Duration.ofDays(1), InstantSource.system());
        List<LogSource> sources = new ArrayList<>();
        for (Path part : dealt(log)) {
            sources.add(new LogSource("local", part.getFileName().toString(), part.toString(), null, true));
        }
        double first = opened(sessions.of(id -> local, marks, kept), sources, Integer.MAX_VALUE);
        double[] again = new double[AGAIN];
        for (int i = 0; i < again.length; i++) {
            again[i] = opened(sessions.of(id -> local, marks, kept), sources, SCREEN);
        }
        report.told("lines of " + LOGS + " logs in the timeline, then in the next runs", String.format(Locale.ROOT,
                "%.2f s, %s s", first, Arrays.toString(Arrays.stream(again).map(s -> Math.round(s * 100) / 100.0)
                        .toArray())));
        report.ratio("  the second opening beside the first", Report.median(again), first, "s");
        marks.clear();
        kept.clear();
    }

    /** Seconds until all lines are in the order of the timeline. */
    private double opened(LogSession session, List<LogSource> sources, int backfill) {
        try (session) {
            long begin = System.nanoTime();
            session.follow(sources, new Start.Last(backfill, SCREEN));
            while (session.view().size() < lines) {
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IllegalStateException(session.view().size() + " lines only");
                }
                LockSupport.parkNanos(1_000_000);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    /** The lines of a log dealt out to twenty, so that each of them covers all of its time. */
    private List<Path> dealt(Path log) throws IOException {
        List<Path> parts = new ArrayList<>();
        List<OutputStream> out = new ArrayList<>();
        Files.createDirectories(folder);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log), BUFFER)) {
            for (int i = 0; i < LOGS; i++) {
                parts.add(folder.resolve("access-" + i + ".log"));
                out.add(new BufferedOutputStream(Files.newOutputStream(parts.getLast()), BUFFER));
            }
            byte[] bytes = new byte[BUFFER];
            int at = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (bytes[i] == '\n') {
                        out.get(at).write(bytes, from, i + 1 - from);
                        from = i + 1;
                        at = (at + 1) % LOGS;
                    }
                }
                out.get(at).write(bytes, from, read - from);
            }
        } finally {
            for (OutputStream one : out) {
                one.close();
            }
        }
        return parts;
    }
}
